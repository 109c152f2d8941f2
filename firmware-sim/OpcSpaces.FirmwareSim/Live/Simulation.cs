using Microsoft.Extensions.Logging;
using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Faults.Gateways;
using OpcSpaces.FirmwareSim.Fleet;
using OpcSpaces.FirmwareSim.Scripts;
using OpcSpaces.FirmwareSim.Signals;
using OpcSpaces.FirmwareSim.Time;
using OpcSpaces.Model.Spaces;

namespace OpcSpaces.FirmwareSim.Live;

/// <summary>
/// The simulated building with its real gateways. It begins twenty minutes back and catches up at once, so that when
/// the first page is looked at, gateways already know who sits where and who has just left; or it begins days back, and
/// fills a history on the same way as everything that follows.
/// </summary>
public sealed class Simulation : IAsyncDisposable
{
    public const string CommunityFileName = "community.json";

    /// <summary>Sensed in a moment before a live run goes on: longer than the hold-off and than <em>used within 15 minutes</em>.</summary>
    public static readonly TimeSpan WarmUp = TimeSpan.FromMinutes(20);

    /// <summary>How far back a run at another speed begins when no date was given.</summary>
    public static readonly TimeSpan DefaultHistory = TimeSpan.FromDays(7);

    // Gateways were off, however short: what they find when they are back must not be as old as what they saw last.
    private static readonly TimeSpan Absence = TimeSpan.FromSeconds(1);

    // What a kill costs of the time that is lived next, with the wall clock and in fast time.
    private static readonly TimeSpan ReservedLive = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ReservedPast = TimeSpan.FromMinutes(10);

    private readonly SimulationOptions _options;
    private readonly TimeProvider _real;
    private readonly VirtualTime _time;
    private readonly SimulatedThrough _through;
    private readonly Dictionary<string, SimulatedBoard> _boards;
    private readonly FleetScript _script;
    private SimulatedBuilding? _building;

    /// <summary>Writes the community file; throws <see cref="BuildingException"/> with every fault of the options.</summary>
    public Simulation(SimulationOptions options, TimeProvider real, ILoggerFactory? loggers = null)
    {
        (_options, _real) = (options, real);
        Plan = options.Building;
        Start = StartOf(options, real);
        Directory.CreateDirectory(options.Fleet.DataDirectory);
        _through = new SimulatedThrough(options.Fleet.DataDirectory);
        _time = new VirtualTime(_through.Read() is { } through ? Later(Start.Instant, through + Absence) : Start.Instant);
        Began = _time.GetUtcNow();
        CatchUp = new CatchUpProgress(_time.GetUtcNow(), real);
        _boards = SimulatedBoard.ForAll(Plan);
        Fleet = new GatewayFleet(options.Fleet, FleetConfigs.Of(Plan, options.Fleet), _boards, _time, real, loggers, wrongClocks: WrongClocks());
        _script = new FleetScript(Plan.Script, Fleet, Start.Clock, Now);
        // Only now: what gateways refuse must not take the place of what the cloud has read.
        WriteCommunity();
    }

    public BuildingPlan Plan { get; }

    public StartMoment Start { get; }

    /// <summary>The first moment that is lived: the start, or where the data directory's past ends.</summary>
    public DateTimeOffset Began { get; }

    /// <summary>Whether the data directory has lived the start already.</summary>
    public bool Continues => Began > Start.Instant;

    public GatewayFleet Fleet { get; }

    /// <summary>How the time before the present is being caught up.</summary>
    public CatchUpProgress CatchUp { get; }

    /// <summary>What the gateways' clocks show.</summary>
    public DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>What the clock on the building's wall shows.</summary>
    public DateTime LocalTime => Start.Clock.Local(Now);

    /// <summary>Ground truth, as an estimate while the simulation runs.</summary>
    public int PeopleAtDesks => _building?.PeopleAtDesks ?? 0;

    /// <summary>Runs until cancelled, which is no error once every gateway listens; throws what an agent failed with. Gateways go offline properly before it ends.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        // A gateway that is dead at the start is not started.
        await _script.ReachAsync(Now, stop);
        await Fleet.StartAsync(stop);
        _building = new SimulatedBuilding(Plan, Plan.Seed, _time, Start.Clock, _boards);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var pacer = new VirtualTimePacer(_time, _real, Fleet.WaitForRoomAsync, Reserve, _script);
        // A run at real speed catches up with the wall clock and then follows it.
        var pacing = pacer.RunAsync(_options.Speed == 1 ? VirtualTimePacer.Unlimited : _options.Speed, end: null, ending.Token);
        await Task.WhenAny(pacing, Fleet.Ended);
        await ending.CancelAsync();
        await pacing;
        await Fleet.StopAsync();
        _through.Write(Now);
    }

    public async ValueTask DisposeAsync()
    {
        await Fleet.DisposeAsync();
        _building?.Dispose();
        _script.Dispose();
    }

    private HashSet<string> WrongClocks() => [.. Plan.Script.Where(entry => entry.Kind == ScriptKind.ClockWrong).Select(entry => entry.Gateway)];

    /// <summary>The cloud may read it at any moment, so it is there whole or not at all.</summary>
    private void WriteCommunity()
    {
        var file = Path.Combine(_options.Fleet.DataDirectory, CommunityFileName);
        File.WriteAllBytes(file + ".new", CommunityFile.Write(Plan.Community));
        File.Move(file + ".new", file, overwrite: true);
    }

    private void Reserve(DateTimeOffset target) =>
        _through.Reserve(target, _real.GetUtcNow() - target > ReservedPast ? ReservedPast : ReservedLive);

    private static StartMoment StartOf(SimulationOptions options, TimeProvider real)
    {
        if (options.HistoryDays > 0 && StartMoment.IsDate(options.Start))
            throw new BuildingException([$"{options.HistoryDays} days before the present and a start at {options.Start} exclude each other"]);
        // A month of people who come at three in the morning would be no history to believe.
        var (text, before) = options.HistoryDays > 0
            ? (options.Start == StartMoment.Auto ? StartMoment.Now : options.Start, TimeSpan.FromDays(options.HistoryDays))
            : (options.Start, options.Speed == 1 ? WarmUp : DefaultHistory);
        return StartMoment.Parse(text, real.GetUtcNow(), new BuildingClock(options.Building.UtcOffset), before)
            ?? throw new BuildingException([$"start \"{options.Start}\" is neither now, auto, an hour (10:00) nor a past date (2026-03-02T08:00)"]);
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
