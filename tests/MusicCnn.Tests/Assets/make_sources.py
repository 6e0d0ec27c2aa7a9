import math
import random
import struct
import wave


def write(name, channels, samples):
    file = wave.open(name, "wb")
    file.setnchannels(channels)
    file.setsampwidth(2)
    file.setframerate(16000)
    file.writeframes(b"".join(struct.pack("<h", round(32768 * sample)) for sample in samples))
    file.close()


def two_tones():
    for n in range(4000):
        yield 0.5 * math.sin(2 * math.pi * 440 * n / 16000)
        yield 0.25 * math.sin(2 * math.pi * 660 * n / 16000)


def uneven():
    generator = random.Random(1)
    for n in range(16000):
        yield 0 if 1200 <= n < 12000 else 0.5 * generator.uniform(-1, 1)


write("two-tones.wav", 2, two_tones())
write("uneven.wav", 1, uneven())
