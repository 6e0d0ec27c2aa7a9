using System.Text;

namespace MusicCnn.Audio.Internal;

/// <summary>Reads the lines of tables whose columns are parted by commas or tabs, as RFC 4180 describes them: quoted values may hold both, line breaks, and doubled quotes.</summary>
internal static class DelimitedText
{
    /// <summary>Returns the lines that are not empty, with their numbers from 1, as trimmed values. Tabs part columns where the first line has one.</summary>
    /// <exception cref="InvalidDataException">A quote is not closed, or the text is no UTF-8.</exception>
    public static IEnumerable<(int Line, string[] Values)> Read(string path)
    {
        var text = Decode(File.ReadAllBytes(path));
        var first = text.IndexOf('\n');
        var separator = text.AsSpan(0, first < 0 ? text.Length : first).Contains('\t') ? '\t' : ',';
        var (line, position) = (1, 0);
        while (position < text.Length)
        {
            var start = line;
            var values = new List<string>();
            do
                values.Add(Value(text, separator, ref position, ref line).Trim());
            while (position < text.Length && text[position++] == separator);
            if (values.Any(value => value.Length > 0))
                yield return (start, [.. values]);
        }
    }

    /// <summary>Returns a value; the position is then at what ends it, and behind the carriage return of a line's end.</summary>
    private static string Value(string text, char separator, ref int position, ref int line)
    {
        var value = new StringBuilder();
        var (quoted, opened, blank) = (false, line, true);
        for (; position < text.Length; position++)
        {
            var next = text[position];
            if (next == '"' && (quoted || blank))
            {
                if (quoted && position + 1 < text.Length && text[position + 1] == '"')
                {
                    value.Append(text[position++]);
                    blank = false;
                }
                else
                {
                    (quoted, opened) = (!quoted, line);
                }

                continue;
            }

            if (next == '\n')
                line++;
            if (!quoted && (next == separator || next == '\n'))
                break;
            value.Append(next);
            blank = blank && char.IsWhiteSpace(next);
        }

        return quoted ? throw new InvalidDataException($"The quote in line {opened} is not closed.") : value.ToString();
    }

    private static string Decode(byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidDataException($"It is not UTF-8 text: {e.Message}", e);
        }
    }
}
