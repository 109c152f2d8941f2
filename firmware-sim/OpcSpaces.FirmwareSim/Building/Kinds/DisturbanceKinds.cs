namespace OpcSpaces.FirmwareSim.Building.Kinds;

/// <summary>The words for the kinds of disturbances, in descriptions and in the ground truth.</summary>
internal static class DisturbanceKinds
{
    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetValues<DisturbanceKind>().Select(NameOf)];

    public static string NameOf(DisturbanceKind kind) => kind switch
    {
        DisturbanceKind.Passers => "passers",
        DisturbanceKind.Heating => "heating",
        DisturbanceKind.Sun => "sun",
        DisturbanceKind.Pets => "pets",
        DisturbanceKind.Cleaners => "cleaners",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This kind has no name."),
    };

    public static DisturbanceKind Parse(string name) => Enum.GetValues<DisturbanceKind>().Single(kind => NameOf(kind) == name);
}
