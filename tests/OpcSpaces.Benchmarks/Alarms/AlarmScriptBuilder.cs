using OpcSpaces.Benchmarks.Facts.Living;
using OpcSpaces.Benchmarks.Truth.Simulated;
using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Scripts;
using OpcSpaces.FirmwareSim.Tenancy.Rows;
using OpcSpaces.Model.Alarms;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Spaces;

namespace OpcSpaces.Benchmarks.Alarms;

/// <summary>Gathers what is scripted, each with the alarm that it should raise, where it should. Moments are a day of the month and an hour of the people's clock.</summary>
internal sealed class AlarmScriptBuilder
{
    private const string GuardedDoor = "door/99";

    /// <summary>A condition has to hold for a while, judgements are five minutes apart, and gateways look at their sensors each five minutes.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromMinutes(45);

    // Of a motion detector at its gateway, from its last movement or the start of the agent on.
    private static readonly TimeSpan LongestQuiet = TimeSpan.FromDays(7);

    // The engine is dropped each eight hours, and up to an hour of what was counted may be lost each time. Gateways look at their sensors each five minutes.
    private static readonly TimeSpan CountedLate = TimeSpan.FromDays(1);

    // Motion that never ends may be a person who sits there, so the gateway waits for longer than a working day.
    private static readonly TimeSpan UntilStuck = TimeSpan.FromHours(24);

    private readonly MonthScript _month;
    private readonly Dictionary<string, ZoneKind> _kinds;
    private readonly AlarmRules _rules = new();
    private readonly List<WiredPoint> _guarded = [];
    private readonly List<GatewayFault> _faults;
    private readonly List<ScriptEntry> _entries = [];
    private readonly List<CloudFault> _cloud = [];
    private readonly List<OutOfService> _closed = [];
    private readonly List<ExpectedAlarm> _expected = [];
    private readonly List<(string Fault, WiredPoint Point)> _quiet = [];

    /// <param name="month">The days, with faults of their own.</param>
    /// <param name="guarded">The gateways that have a guarded door more.</param>
    public AlarmScriptBuilder(MonthScript month, IReadOnlyList<int> guarded)
    {
        _month = month with { Plan = month.Plan with { Gateways = [.. month.Plan.Gateways.Select((gateway, number) => guarded.Contains(number) ? WithGuardedDoor(gateway) : gateway)] } };
        _kinds = month.Plan.Community.Zones.ToDictionary(zone => zone.Id, zone => zone.Kind);
        _faults = [.. month.Faults];
        foreach (var fault in month.Faults) Expect(fault);
        foreach (var entry in month.Plan.Script) Expect(entry);
    }

    public AlarmScript Build()
    {
        foreach (var (fault, point) in _quiet) ExpectNeverTriggered(fault, point);
        var plan = _month.Plan with { Script = [.. _month.Plan.Script, .. _entries] };
        return new AlarmScript(_month with { Plan = plan, Faults = _faults }, _cloud, _closed, _guarded.Select(door => (door.ZoneId, door.PointId)).ToHashSet(), _expected);
    }

    /// <summary>The guarded doors, in the order of their gateways.</summary>
    public WiredPoint Guarded(int number) => _guarded[number];

    /// <summary>All sensors of a kind, of one gateway or of all, at places where nothing else is broken.</summary>
    public IReadOnlyList<WiredPoint> Points(SensorType kind, int? gateway = null)
    {
        var gateways = gateway is { } only ? [_month.Plan.Gateways[only]] : _month.Plan.Gateways;
        return [.. gateways.SelectMany(it => it.Points).Where(point => point.Kind == kind && !_guarded.Contains(point) && !_month.Broken.Contains(new Place(point.ZoneId, point.PointId)))];
    }

    /// <summary>The contacts of doors that people use.</summary>
    public IReadOnlyList<WiredPoint> Contacts(int gateway = 0) => Points(SensorType.DoorContact, gateway);

    /// <summary>Climate sensors with CO₂ in open areas.</summary>
    public IReadOnlyList<WiredPoint> Air() => [.. Points(SensorType.Climate).Where(point => KindOf(point) == ZoneKind.OpenArea && point.Chip!.Chip.StartsWith("scd", StringComparison.OrdinalIgnoreCase))];

    /// <summary>A meeting room with a counter, and how many seats it has.</summary>
    public (WiredPoint Counter, int Seats) Room()
    {
        var counter = Points(SensorType.LightBarriers).First(point => KindOf(point) == ZoneKind.MeetingRoom);
        return (counter, _month.Plan.Community.Zones.Single(zone => zone.Id == counter.ZoneId).Rooms.Single(room => room.Id == counter.PointId).Capacity);
    }

    /// <summary>A motion detector of a meeting room, at a gateway that is restarted seldom: it counts quiet days from its start on, and a lost disk takes what it knew.</summary>
    public WiredPoint QuietRoom() => ((int[])[1, 0, 2, 3]).SelectMany(gateway => Points(SensorType.Motion, gateway)).First(point => KindOf(point) == ZoneKind.MeetingRoom);

    /// <summary>A meter of an open area, and the power above which an hour after hours is too much.</summary>
    public (WiredPoint Meter, int MostWatts) Meter()
    {
        var meter = Points(SensorType.PulseMeter, 0).First(point => KindOf(point) == ZoneKind.OpenArea);
        var desks = CommunityRows.OfSpaces(_month.Plan, _month.First).Of<OpcSpaces.Model.Registry.Facts.Desk>().Where(desk => desk.Zone == meter.ZoneId).ToList();
        return (meter, (desks.Count * _rules.AfterHoursWatts.OpenArea) + (desks.Count(desk => desk.Equipment.Contains(AlarmRules.GpuEquipment)) * _rules.AfterHoursGpuWatts));
    }

    public ZoneKind KindOf(WiredPoint point) => _kinds[point.ZoneId];

    /// <summary>Something at a sensor, and the alarm of its point.</summary>
    public void Sensor(
        string fault, ScriptKind what, WiredPoint at, (int Day, double Hour) from, TimeSpan? lasts, AlarmKind? raises = null, TimeSpan after = default, TimeSpan within = default,
        Func<ScriptEntry, ScriptEntry>? change = null)
    {
        var subject = raises == AlarmKind.OverCapacity ? at.ZoneId : at.PointId;
        Script(what, at, from, lasts, change);
        if (raises is { } kind) Expect(fault, kind, at.ZoneId, subject, from, after, within);
    }

    /// <summary>A detector of a meeting room that sees nobody from the first day on.</summary>
    public void NeverTriggered(string fault, WiredPoint at)
    {
        Script(ScriptKind.Unplugged, at, (0, 0), null);
        _quiet.Add((fault, at));
    }

    /// <summary>Something at a sensor, and the alarm of its zone.</summary>
    public void Zone(string fault, ScriptKind what, WiredPoint at, (int Day, double Hour) from, TimeSpan lasts, AlarmKind raises, TimeSpan within, Func<ScriptEntry, ScriptEntry> change)
    {
        Script(what, at, from, lasts, change);
        Expect(fault, raises, at.ZoneId, at.ZoneId, from, TimeSpan.Zero, within);
    }

    /// <summary>Something that the cloud hears of later.</summary>
    public void Late(string fault, ScriptKind what, WiredPoint at, (int Day, double Hour) from, TimeSpan lasts, AlarmKind raises, (int Day, double Hour) heard, TimeSpan within)
    {
        Script(what, at, from, lasts);
        _expected.Add(new ExpectedAlarm(fault, raises, at.ZoneId, at.PointId, At(heard), At(heard), At(heard) + within));
    }

    /// <summary>Cards that are shown at a guarded door.</summary>
    public void Cards(WiredPoint door, (int Day, double Hour) from, TimeSpan lasts) =>
        _entries.Add(new ScriptEntry { Kind = ScriptKind.TenCards, Zone = door.ZoneId, Point = door.PointId, From = LocalAt(from), To = LocalAt(from) + lasts });

    /// <summary>Something at a sensor of a place that the registry calls out of service: no alarm.</summary>
    public void Closed(string reason, ScriptKind what, WiredPoint at, (int Day, double Hour) from, int days)
    {
        Script(what, at, from, TimeSpan.FromDays(days));
        var first = DateOnly.FromDateTime(LocalAt(from));
        _closed.Add(new OutOfService(_month.Plan.Community.Id, at.ZoneId, at.PointId, first.AddDays(-1), reason, first.AddDays(days + 1)));
    }

    public void Gateway(GatewayFaultKind kind, int gateway, (int Day, double Hour) from, (int Day, double Hour) to)
    {
        var fault = new GatewayFault(kind, _month.Plan.Gateways[gateway].Id, At(from), At(to));
        _faults.Add(fault);
        Expect(fault);
    }

    /// <summary>A gateway whose power flickers: the zones with its desks are observed too little.</summary>
    public void Flickering(int gateway, (int Day, double Hour) from, (int Day, double Hour) to, TimeSpan within)
    {
        var wired = _month.Plan.Gateways[gateway];
        _faults.Add(new GatewayFault(GatewayFaultKind.Flickering, wired.Id, At(from), At(to)));
        foreach (var zone in wired.Zones.Where(zone => zone.Desks.Count > 0)) Expect("a power supply that flickers", AlarmKind.CoverageFalling, zone.Id, zone.Id, from, TimeSpan.Zero, within);
    }

    /// <summary>A gateway that reaches no broker, and then reaches it while its batches do not arrive. In place of its outage from the same moment.</summary>
    public void Choke(int gateway, (int Day, double Hour) from, (int Day, double Hour) between, (int Day, double Hour) to, AlarmKind raises, TimeSpan within)
    {
        var fault = new GatewayFault(GatewayFaultKind.Choked, _month.Plan.Gateways[gateway].Id, At(from), At(to), At(between));
        if (_faults.RemoveAll(other => other.Gateway == fault.Gateway && other.From == fault.From) != 1) throw new InvalidOperationException($"There is no outage to replace: {fault}");
        _faults.Add(fault);
        _expected.Add(new ExpectedAlarm("a link that loses batches", raises, "", fault.Gateway, At(between), At(between), At(between) + within));
    }

    public void Cloud(CloudFaultKind kind, (int Day, double Hour) from, (int Day, double Hour) to, AlarmKind? raises = null, string subject = "", TimeSpan within = default)
    {
        _cloud.Add(new CloudFault(kind, At(from), At(to)));
        if (raises is { } alarm) Expect(kind == CloudFaultKind.BrokerAway ? "the cloud reaches no broker" : "the store of usage records is away", alarm, "", subject, from, TimeSpan.Zero, within);
    }

    private void Script(ScriptKind what, WiredPoint at, (int Day, double Hour) from, TimeSpan? lasts, Func<ScriptEntry, ScriptEntry>? change = null)
    {
        var entry = new ScriptEntry { Kind = what, Zone = at.ZoneId, Point = at.PointId, Sensor = SensorNames.Of(at.Kind), From = LocalAt(from), To = LocalAt(from) + lasts };
        _entries.Add(change is null ? entry : change(entry));
    }

    private void Expect(string fault, AlarmKind kind, string zone, string subject, (int Day, double Hour) from, TimeSpan after, TimeSpan within) =>
        _expected.Add(new ExpectedAlarm(fault, kind, zone, subject, At(from), At(from) + after, At(from) + after + within));

    // A start of the agent begins its quiet days anew; then the days count in which the cloud hears the gateway.
    private void ExpectNeverTriggered(string name, WiredPoint point)
    {
        var gateway = _month.Plan.Gateways.Single(gateway => gateway.Points.Contains(point)).Id;
        var faults = _faults.Where(fault => fault.Gateway == gateway).OrderBy(fault => fault.From).ToList();
        var called = At((0, 0)) + LongestQuiet;
        foreach (var fault in faults.Where(fault => fault.Kind is not (GatewayFaultKind.Unreachable or GatewayFaultKind.Choked) && fault.From < called)) called = StartOf(fault) + LongestQuiet;
        var raised = called + TimeSpan.FromDays(_rules.NeverTriggeredDays.MeetingRoom);
        foreach (var fault in faults.Where(fault => fault.To > called && fault.From < raised)) raised += fault.To - (fault.From > called ? fault.From : called);
        _expected.Add(new ExpectedAlarm(name, AlarmKind.SensorNeverTriggered, point.ZoneId, point.PointId, At((0, 0)), raised, raised + CountedLate));
    }

    private static DateTimeOffset StartOf(GatewayFault fault) =>
        fault is { Kind: GatewayFaultKind.UnsetClock or GatewayFaultKind.WrongClock, Between: { } starts } ? starts : fault.To;

    // A restart, an update and a short outage are no alarm.
    private void Expect(GatewayFault fault)
    {
        if (fault.To - fault.From < TimeSpan.FromMinutes(_rules.GatewaySilentMinutes)) return;
        _expected.Add(new ExpectedAlarm(NameOf(fault), AlarmKind.GatewaySilent, "", fault.Gateway, fault.From, fault.From, fault.From + Soon));
        if (fault is { Kind: GatewayFaultKind.UnsetClock or GatewayFaultKind.WrongClock, Between: { } starts })
            _expected.Add(new ExpectedAlarm(NameOf(fault), AlarmKind.ClockOff, "", fault.Gateway, starts, starts, fault.To));
    }

    private static string NameOf(GatewayFault fault) => fault.Kind switch
    {
        GatewayFaultKind.Off => "a gateway without power",
        GatewayFaultKind.Crash => "a gateway that crashes",
        GatewayFaultKind.LostDisk => "a gateway that loses its disk",
        GatewayFaultKind.UnsetClock => "a clock at 1970",
        GatewayFaultKind.WrongClock => FormattableString.Invariant($"a clock {Math.Abs(fault.Ahead.TotalMinutes):0} min {(fault.Ahead > TimeSpan.Zero ? "ahead" : "behind and not synchronised")}"),
        _ => "a gateway that reaches no broker",
    };

    // The faults of sensors that the month has by itself.
    private void Expect(ScriptEntry entry)
    {
        var (from, to) = (Instant(entry.From!.Value), Instant(entry.To!.Value));
        switch (entry.Kind)
        {
            case ScriptKind.StuckOn when to - from >= UntilStuck:
                Add("a motion detector always active", AlarmKind.SensorStuck, UntilStuck);
                break;
            case ScriptKind.Silent when to - from >= UntilStuck:
                // Its line keeps the level that it has: that of somebody who moves just then never ends.
                Add("a motion detector whose line keeps its level", AlarmKind.SensorStuck, UntilStuck, isUncertain: true);
                break;
            case ScriptKind.Noisy:
                Add("a motion detector that chatters", AlarmKind.SensorAbsurd, TimeSpan.FromHours(4));
                break;
            case ScriptKind.Unplugged when entry.Sensor == SensorNames.Of(SensorType.Climate):
                Add("a climate chip unplugged", AlarmKind.SensorSilent, Soon);
                break;
            default:
                // A detector that is unplugged for days looks like a desk that nobody uses: no hardware shows it.
                break;
        }

        void Add(string fault, AlarmKind kind, TimeSpan within, bool isUncertain = false) => _expected.Add(new ExpectedAlarm(fault, kind, entry.Zone, entry.Point, from, from, from + within) { IsUncertain = isUncertain });
    }

    // On pins of its own, and in no plan: nobody walks through it.
    private GatewayWiring WithGuardedDoor(GatewayWiring gateway)
    {
        var (zone, pin) = (gateway.Zones[0].Id, gateway.Points.SelectMany(point => point.Pins).Max() + 1);
        var contact = new WiredPoint(zone, GuardedDoor, SensorType.DoorContact, pin);
        _guarded.Add(contact);
        return gateway with { Points = [.. gateway.Points, contact, new WiredPoint(zone, GuardedDoor, SensorType.Wiegand, pin + 1) { SecondPin = pin + 2 }] };
    }

    private DateTime LocalAt((int Day, double Hour) at) => _month.First.AddDays(at.Day).ToDateTime(TimeOnly.MinValue).AddSeconds(Math.Round(at.Hour * 3_600));

    private DateTimeOffset At((int Day, double Hour) at) => Instant(LocalAt(at));

    private DateTimeOffset Instant(DateTime at) => _month.Clock.Instant(DateOnly.FromDateTime(at), at.TimeOfDay.TotalSeconds);
}
