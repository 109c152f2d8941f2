using System.Globalization;
using OpcSpaces.Points;

namespace OpcSpaces.CommunityFolders.Faults;

/// <summary>Something wrong in a file of a community folder.</summary>
/// <param name="File">The name of the file.</param>
/// <param name="Line">The line, from 1; null for the file as a whole.</param>
/// <param name="Column">The column's name, or the path of a setting; null for the line as a whole.</param>
/// <param name="Value">What stands there.</param>
/// <param name="Fix">What to write instead.</param>
public sealed record FolderFault(string File, int? Line, string? Column, string Value, string Fix)
{
    private const int LongestValue = 80;

    /// <summary>One line without control characters, which terminals would execute.</summary>
    public override string ToString()
    {
        var value = Value.Length <= LongestValue ? Value : Value[..(char.IsHighSurrogate(Value[LongestValue - 1]) ? LongestValue - 1 : LongestValue)] + "…";
        var text = string.Create(CultureInfo.InvariantCulture, $"{File}{(Line is { } line ? $":{line}" : "")}: {(Column is null ? "" : $"{Column}: ")}{value} – {Fix}");
        return Letters.Shown(text);
    }
}

/// <summary>Collects faults. It keeps the first ones and counts all, because a wrong file may have one in each of 100,000 rows.</summary>
public sealed class FolderFaults
{
    /// <summary>How many are kept.</summary>
    public const int MostKept = 1_000;

    private readonly List<FolderFault> _kept = [];

    public IReadOnlyList<FolderFault> Kept => _kept;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    public void Add(FolderFault fault) => Add([fault], 1);

    /// <summary>Adds faults of which only some were kept elsewhere.</summary>
    /// <param name="kept">Those.</param>
    /// <param name="count">How many there are.</param>
    public void Add(IEnumerable<FolderFault> kept, int count)
    {
        _kept.AddRange(kept.Take(MostKept - _kept.Count));
        Count += count;
    }
}
