using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Points;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Sensing.DoorContacts;

/// <summary>A contact at a door. Makes <c>{point}/state</c>: <c>closed</c>, <c>open</c>, <c>held</c> or <c>forced</c>.</summary>
public sealed record DoorContactConfig : PinPointConfig
{
    /// <summary>A level must last this long to count, in ms, because doors bounce in their frames.</summary>
    public int DebounceMs { get; init; } = 100;

    /// <summary>True when the closed door connects the pin to ground and a pull-up makes it high otherwise. A cut wire then looks like an open door and not like a closed one.</summary>
    public bool OpenIsHigh { get; init; } = true;

    /// <summary>A door that is open for longer than this, in s, is held open.</summary>
    public int HeldSeconds { get; init; } = 60;

    /// <summary>A door that opens is forced when no card was read and the exit button was not used within this many seconds before; 0 means that no opening is forced. Needs a card reader at the same point.</summary>
    public int EntrySeconds { get; init; }

    /// <summary>The pin of the exit button or handle contact, high while it is used; null when there is none.</summary>
    public int? ExitPin { get; init; }

    /// <summary>The room behind the door, for example <c>room/3</c>: the contact is then evidence for presence there. Null for no room.</summary>
    public string? OpensInto { get; init; }

    internal static SensorKind Registration { get; } = new("doorContact", From);

    internal override SensorKind Kind => Registration;

    internal override IReadOnlyList<PointKind> PointKinds => [PointKind.Door];

    internal override string? GivesEvidenceAt => OpensInto;

    internal override IReadOnlyList<PointMetric> Metrics => [PointMetric.State];

    internal override IReadOnlyList<(string Setting, int Number)> Pins => ExitPin is { } exit ? [("pin", Pin), ("exitPin", exit)] : [("pin", Pin)];

    // So that a cut wire looks like an open door.
    internal override PinPull PullOf(string setting) => setting == "pin" && OpenIsHigh ? PinPull.Up : PinPull.Down;

    internal static DoorContactConfig From(SettingsSection point)
    {
        var config = new DoorContactConfig { Point = point.RequiredText("point"), Pin = point.RequiredPin("pin") };
        return config with
        {
            DebounceMs = point.Number("debounceMs", config.DebounceMs),
            OpenIsHigh = point.Truth("openIsHigh", config.OpenIsHigh),
            HeldSeconds = point.Number("heldSeconds", config.HeldSeconds),
            EntrySeconds = point.Number("entrySeconds", config.EntrySeconds),
            ExitPin = point.OptionalPin("exitPin"),
            OpensInto = point.OptionalText("opensInto"),
        };
    }

    internal override void Check(SettingsRules rules, ZonePoints zone)
    {
        rules.Within("debounceMs", DebounceMs, 0, 10_000);
        rules.Within("heldSeconds", HeldSeconds, 1, 24 * 3600);
        rules.Within("entrySeconds", EntrySeconds, 0, 600);
        if (EntrySeconds > 0 && !zone.ReadsCardsAt(Point))
            rules.Fault("entrySeconds", $"{EntrySeconds}", $"there is no card reader at {Point}, so no opening can be judged: use 0, or add the reader");
        if (ExitPin is not null && EntrySeconds == 0)
            rules.Fault("exitPin", $"{ExitPin}", "set entrySeconds as well: for how long may the door be opened after the exit button was used?");
        if (OpensInto is { } room && !(PointKind.Room.Has(room) && zone.SensesPresenceAt(room)))
            rules.Fault("opensInto", $"\"{room}\"", "use a room of this zone that has a presence sensor, such as \"room/3\"");
    }

    internal override ISensor Build(ISensorContext context)
    {
        var pins = (context.Pin(Pin), ExitPin is { } exit ? context.Pin(exit) : null);
        var room = OpensInto is { } point ? context.Evidence(EvidenceKind.Door, point) : null;
        return new DoorContact(context.Name, this, pins, (context.Metric(PointMetric.State), context.ReportState), context.DoorAccess, room, context.Time);
    }
}
