using System.Diagnostics.CodeAnalysis;

namespace OpcSpaces.Model.Places;

/// <summary>
/// Names a zone: its community and its id there. As text <c>community/zone</c>. The zone is empty for what a gateway measures outside of
/// every zone.
/// </summary>
public readonly record struct ZoneKey(string Community, string Zone)
{
    public PointKey Point(string point) => new(Community, Zone, point);

    /// <exception cref="FormatException">The text is not <c>community/zone</c>.</exception>
    public static ZoneKey Parse(string text) =>
        TryParse(text, out var key) ? key : throw new FormatException($"'{text}' is not a zone's key, which is written community/zone.");

    public static bool TryParse([NotNullWhen(true)] string? text, out ZoneKey key)
    {
        key = default;
        var slash = text?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        if (slash <= 0 || text!.IndexOf('/', slash + 1) >= 0)
            return false;
        key = new ZoneKey(text[..slash], text[(slash + 1)..]);
        return true;
    }

    public override string ToString() => $"{Community}/{Zone}";
}
