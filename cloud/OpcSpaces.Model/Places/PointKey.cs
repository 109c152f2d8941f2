using System.Diagnostics.CodeAnalysis;

namespace OpcSpaces.Model.Places;

/// <summary>
/// Names a point: its community, its zone and its id there, such as <c>desk/12</c>. As text <c>community/zone/desk/12</c>; only the point
/// may contain slashes. The zone is empty for what a gateway measures outside of every zone.
/// </summary>
public readonly record struct PointKey(string Community, string Zone, string Point)
{
    public ZoneKey InZone => new(Community, Zone);

    /// <exception cref="FormatException">The text is not <c>community/zone/point</c>.</exception>
    public static PointKey Parse(string text) =>
        TryParse(text, out var key) ? key : throw new FormatException($"'{text}' is not a point's key, which is written community/zone/point.");

    public static bool TryParse([NotNullWhen(true)] string? text, out PointKey key)
    {
        key = default;
        var first = text?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        var second = first < 0 ? -1 : text!.IndexOf('/', first + 1);
        if (first <= 0 || second < 0 || second == text!.Length - 1)
            return false;
        key = new PointKey(text[..first], text[(first + 1)..second], text[(second + 1)..]);
        return true;
    }

    public override string ToString() => $"{Community}/{Zone}/{Point}";
}
