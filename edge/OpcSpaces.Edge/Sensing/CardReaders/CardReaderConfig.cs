using System.Diagnostics.CodeAnalysis;
using OpcSpaces.Edge.Sensing.Badges;
using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Edge.Sensing.Polling;
using OpcSpaces.Points;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Sensing.CardReaders;

/// <summary>A contactless card reader. Makes <c>{point}/entry</c>: a pseudonym for each card that is shown.</summary>
public sealed record CardReaderConfig : BusPointConfig
{
    public CardReaderConfig()
    {
    }

    [SetsRequiredMembers]
    private CardReaderConfig(SettingsSection point)
        : base(point)
    {
        PollMs = point.Number("pollMs", PollMs);
        ReleaseMs = point.Number("releaseMs", ReleaseMs);
    }

    /// <summary>The reader is read this often, in ms. People hold a card there for about half a second.</summary>
    public int PollMs { get; init; } = 250;

    /// <summary>A card that was away for this long counts again, in ms. At least twice <see cref="PollMs"/>.</summary>
    public int ReleaseMs { get; init; } = 2000;

    internal override IReadOnlyList<ChipType> Chips => ChipTypes;

    /// <summary>The chips that can be used.</summary>
    public static IReadOnlyList<ChipType> ChipTypes { get; } = [new("mfrc522", HasSpi: true), new("pn532")];

    internal static SensorKind Registration { get; } = new("cardReader", point => new CardReaderConfig(point));

    internal override SensorKind Kind => Registration;

    internal override IReadOnlyList<PointKind> PointKinds => [PointKind.Door];

    internal override IReadOnlyList<PointMetric> Metrics => [PointMetric.Entry];

    internal override bool ReadsCards => true;

    internal override void Check(SettingsRules rules, ZonePoints zone)
    {
        rules.Within("pollMs", PollMs, 20, 60_000);
        // A card that one read misses is still held there.
        rules.Within("releaseMs", ReleaseMs, Math.Clamp(2L * PollMs, 0, 600_000), 600_000);
    }

    // Never the number of a card.
    internal override Func<string?> OpenTrial(IBusController buses)
    {
        var chip = buses.Open<ICardReader>(At);
        return () =>
        {
            Span<byte> card = stackalloc byte[BadgeNumber.MostBytes];
            if (!chip.TryRead(card, out var length)) return null;
            card.Clear();
            return length == 0 ? "no card is there" : "a card is there";
        };
    }

    internal override PolledSensor BuildPolled(ISensorContext context) =>
        new CardReader(context.Name, this, context.Chip<ICardReader>(At), context.DoorAccess!, context.Time);
}
