using System.Buffers;
using System.Globalization;
using System.Text;

namespace OpcSpaces.Model.Registry.Values;

/// <summary>
/// Writes JSON of which equal values have equal bytes: no spaces, names in the order of the caller (who sorts them), texts with only the
/// escapes that RFC 8785 §3.2.2.2 asks for. Numbers are whole.
/// </summary>
internal sealed class CanonicalJson
{
    private readonly ArrayBufferWriter<byte> _bytes = new(1024);
    private bool _needsComma;

    public int Length => _bytes.WrittenCount;

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    public CanonicalJson StartObject() => Open("{"u8);

    public CanonicalJson EndObject() => Close("}"u8);

    public CanonicalJson StartArray() => Open("["u8);

    public CanonicalJson EndArray() => Close("]"u8);

    public CanonicalJson Name(string name)
    {
        Comma();
        Quote(name);
        _bytes.Write(":"u8);
        _needsComma = false;
        return this;
    }

    public CanonicalJson Value(string? text)
    {
        Comma();
        if (text is null) _bytes.Write("null"u8);
        else Quote(text);
        return this;
    }

    public CanonicalJson Value(long number)
    {
        Comma();
        Write(number.ToString(CultureInfo.InvariantCulture));
        return this;
    }

    private CanonicalJson Open(ReadOnlySpan<byte> bracket)
    {
        Comma();
        _bytes.Write(bracket);
        _needsComma = false;
        return this;
    }

    private CanonicalJson Close(ReadOnlySpan<byte> bracket)
    {
        _bytes.Write(bracket);
        _needsComma = true;
        return this;
    }

    private void Comma()
    {
        if (_needsComma) _bytes.Write(","u8);
        _needsComma = true;
    }

    private void Quote(string text)
    {
        _bytes.Write("\""u8);
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] >= ' ' && text[i] != '"' && text[i] != '\\') continue;
            Write(text.AsSpan(start, i - start));
            Write(Escape(text[i]));
            start = i + 1;
        }

        Write(text.AsSpan(start));
        _bytes.Write("\""u8);
    }

    private static string Escape(char letter) => letter switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\b' => "\\b",
        '\t' => "\\t",
        '\n' => "\\n",
        '\f' => "\\f",
        '\r' => "\\r",
        _ => $"\\u{(int)letter:x4}",
    };

    private void Write(ReadOnlySpan<char> text) => Encoding.UTF8.GetBytes(text, _bytes);
}
