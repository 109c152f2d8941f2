using System.Collections.Immutable;

namespace OpcSpaces.Model.Registry.Values;

/// <summary>A set of words, such as the equipment of a desk. As text: sorted, without repetitions, separated by semicolons (<c>monitor;standing</c>).</summary>
public sealed class Tags : IEquatable<Tags>
{
    private readonly ImmutableArray<string> _words;
    private readonly string _text;

    private Tags(IEnumerable<string> words)
    {
        _words = [.. words.Select(word => word.Trim()).Where(word => word.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        _text = string.Join(';', _words);
    }

    public static Tags None { get; } = new([]);

    public IReadOnlyList<string> Words => _words;

    public static Tags Of(params IEnumerable<string> words) => new(words);

    /// <summary>Reads the text form; spaces around words, empty words, their order and repetitions do not matter.</summary>
    public static Tags Parse(string text) => text.Length == 0 ? None : new(text.Split(';'));

    public bool Contains(string word) => _words.Contains(word, StringComparer.Ordinal);

    public bool Equals(Tags? other) => other is not null && _text == other._text;

    public override bool Equals(object? obj) => Equals(obj as Tags);

    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => _text;
}
