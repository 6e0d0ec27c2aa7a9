using System.Globalization;

namespace MusicCnn.Weights;

/// <summary>Parses the text of a .npy header: a Python dictionary of three entries, of which nothing is ever evaluated.</summary>
/// <remarks>Source: NumPy Enhancement Proposal 1, "A Simple File Format for NumPy Arrays", and <c>numpy.lib.format</c>.</remarks>
internal sealed class NpyHeaderText
{
    private readonly string _text;
    private readonly int _start;
    private int _at;
    private string? _descr;
    private bool? _fortranOrder;
    private long[]? _shape;

    private NpyHeaderText(string text, int start) => (_text, _start) = (text, start);

    private char Current => _at < _text.Length ? _text[_at] : '\0';

    /// <summary>Parses a header's text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The byte of the file at which it begins, for messages.</param>
    /// <exception cref="InvalidDataException">It does not say, in valid form, what the elements are and how they lie.</exception>
    public static NpyHeader Parse(string text, int start)
    {
        var parser = new NpyHeaderText(text, start);
        parser.Dictionary();
        var missing = new[] { ("descr", parser._descr is null), ("fortran_order", parser._fortranOrder is null), ("shape", parser._shape is null) };
        if (missing.Any(entry => entry.Item2))
            throw new InvalidDataException($"Its header lacks '{missing.First(entry => entry.Item2).Item1}'.");
        var (type, bigEndian) = Descr(parser._descr!);
        return new(type, bigEndian, parser._fortranOrder!.Value, parser._shape!);
    }

    private static (NpyTypes.Entry Type, bool BigEndian) Descr(string descr)
    {
        var order = descr.Length > 0 && "<>=|".Contains(descr[0], StringComparison.Ordinal) ? descr[0] : '=';
        var code = descr.AsSpan(descr.Length > 0 && descr[0] == order ? 1 : 0);
        if (code is "O")
            throw new InvalidDataException("Its elements are Python objects ('O'), which need pickle to load; pickle can run any program and is never loaded. Save an array of numbers.");
        if (NpyTypes.OfCode(code) is not { } type || (order == '|' && type.Size > 1))
            throw new InvalidDataException($"Its elements are of the type '{descr}', which is not supported; supported are {NpyTypes.Codes}.");
        return (type, order == '>');
    }

    private void Dictionary()
    {
        Spaces();
        Expect('{');
        Spaces();
        while (Current != '}')
        {
            Entry();
            Spaces();
            if (Current == '}')
                break;
            Expect(',');
            Spaces();
        }

        _at++;
        Spaces();
        if (_at < _text.Length)
            throw Wrong("nothing but spaces after the dictionary");
    }

    private void Entry()
    {
        var key = Quoted();
        Spaces();
        Expect(':');
        Spaces();
        switch (key)
        {
            case "descr" when _descr is null:
                if (Current == '[')
                    throw new InvalidDataException("Its elements are records of several fields, which are not supported; save each field as an array of its own.");
                _descr = Quoted();
                break;
            case "fortran_order" when _fortranOrder is null:
                _fortranOrder = Truth();
                break;
            case "shape" when _shape is null:
                _shape = Sizes();
                break;
            default:
                throw new InvalidDataException($"Its header holds '{key}', which is unknown or there twice.");
        }
    }

    private string Quoted()
    {
        var quote = Current;
        if (quote is not ('\'' or '"'))
            throw Wrong("a quoted word");
        var end = _text.IndexOf(quote, _at + 1);
        var word = end < 0 ? string.Empty : _text[(_at + 1)..end];
        if (end < 0 || word.Any(character => character is < ' ' or > '~' or '\\'))
            throw Wrong("a quoted word of plain characters");
        _at = end + 1;
        return word;
    }

    private bool Truth()
    {
        foreach (var (word, value) in new[] { ("True", true), ("False", false) })
        {
            if (!_text.AsSpan(_at).StartsWith(word, StringComparison.Ordinal))
                continue;
            _at += word.Length;
            return value;
        }

        throw Wrong("True or False");
    }

    private long[] Sizes()
    {
        List<long> sizes = [];
        Expect('(');
        Spaces();
        while (Current != ')')
        {
            if (sizes.Count == NpyHeader.MaxRank)
                throw new InvalidDataException($"Its shape has more than {NpyHeader.MaxRank} dimensions.");
            sizes.Add(Size());
            Spaces();

            // One size alone needs its comma: in Python (3) is a number and (3,) a tuple.
            if (Current == ')' && sizes.Count > 1)
                break;
            Expect(',');
            Spaces();
        }

        _at++;
        return [.. sizes];
    }

    private long Size()
    {
        var begin = _at;
        while (char.IsAsciiDigit(Current))
            _at++;
        var digits = _text.AsSpan(begin, _at - begin);
        if ((digits.Length > 1 && digits[0] == '0') || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var size))
        {
            _at = begin;
            throw Wrong("a size, from 0 to 2^63 - 1");
        }

        if (Current == 'L')
            _at++; // how Python 2 wrote a long integer
        return size;
    }

    private void Spaces()
    {
        while (Current is ' ' or '\n' or '\t' or '\r')
            _at++;
    }

    private void Expect(char expected)
    {
        if (Current != expected)
            throw Wrong($"'{expected}'");
        _at++;
    }

    private InvalidDataException Wrong(string expected) => new(
        $"Its header needs {expected} at byte {_start + _at}, but there is {(_at < _text.Length ? $"U+{(int)_text[_at]:X4}" : "its end")}.");
}
