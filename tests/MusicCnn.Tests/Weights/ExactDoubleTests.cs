using MusicCnn.Training;
using MusicCnn.Weights;

namespace MusicCnn.Tests.Weights;

public class ExactDoubleTests
{
    [Fact]
    public void Every_power_of_two_is_read_back_as_it_was_written()
    {
        // What halving a learning rate again and again gives. 2⁻²⁵ is one of those that shortest texts lose.
        for (var exponent = -1074; exponent < 0; exponent++)
        {
            var written = new StepOptions { Factor = Math.ScaleB(1, exponent) };

            Assert.Equal(written, SettingsJson.Read<StepOptions>(SettingsJson.Write(written), "a test"));
        }
    }

    [Fact]
    public void Other_numbers_keep_their_shortest_text() =>
        Assert.Equal("""{"everyEpochs":5,"factor":0.1}""", SettingsJson.Write(new StepOptions { Factor = 0.1 }));
}
