using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Settings;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Sensing.CardReaders;

/// <summary>A contactless card reader; becomes <c>{point}/entry</c>, a pseudonym per card shown.</summary>
public sealed record CardReaderConfig : BusPointConfig
{
    public const string Sensor = "cardReader";

    /// <summary>Asked this often, in ms; a card is held there for about half a second.</summary>
    public int PollMs { get; init; } = 250;

    /// <summary>A card that was away for this long counts again, in ms; at least two looks.</summary>
    public int ReleaseMs { get; init; } = 2000;

    internal override IReadOnlyList<string> Chips => ["mfrc522"];

    internal override IReadOnlyList<string> PointKinds => ["door"];

    internal override IReadOnlyList<(string Name, SparkplugDataType DataType)> Metrics => [($"{Point}/entry", SparkplugDataType.String)];

    internal override bool ReadsCards => true;

    internal static CardReaderConfig From(SettingsSection point)
    {
        var config = new CardReaderConfig
        {
            Point = point.RequiredText("point"),
            Chip = point.RequiredText("chip"),
            Bus = point.RequiredText("bus"),
            Address = point.RequiredAddress("address"),
        };
        return config with
        {
            PollMs = point.Number("pollMs", config.PollMs),
            ReleaseMs = point.Number("releaseMs", config.ReleaseMs),
        };
    }

    internal override void Check(SettingsRules rules)
    {
        base.Check(rules);
        rules.Within("pollMs", PollMs, 20, 60_000);
        // One look that a held card misses is no release.
        rules.Within("releaseMs", ReleaseMs, Math.Clamp(2L * PollMs, 0, 600_000), 600_000);
    }
}
