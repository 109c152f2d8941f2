using Microsoft.Extensions.Logging;
using OpcSpaces.CommunityFolders;
using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Faults.Gateways;
using OpcSpaces.FirmwareSim.Fleet;
using OpcSpaces.FirmwareSim.Scripts;
using OpcSpaces.FirmwareSim.Signals;
using OpcSpaces.FirmwareSim.Tenancy.Rows;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Live;

/// <summary>
/// The simulated building with its real gateways. It begins twenty minutes before now and catches up at once, so that gateways
/// already know who is at which desk when the first page is opened. Or it begins days before now and first produces this history in
/// the same way.
/// </summary>
public sealed class Simulation : IAsyncDisposable
{
    /// <summary>The name of the folder in the data directory that has the community for the registry of the cloud.</summary>
    public const string CommunityFolderName = "community";

    /// <summary>How far before now a live run begins: longer than the hold-off and than <em>used within 15 minutes</em>.</summary>
    public static readonly TimeSpan WarmUp = TimeSpan.FromMinutes(20);

    /// <summary>How far before now a run at another speed begins if no date is given.</summary>
    public static readonly TimeSpan DefaultHistory = TimeSpan.FromDays(7);

    /// <summary>How far ahead of its clock a run that was killed may have left the data directory, at most.</summary>
    public static readonly TimeSpan LongestReserved = TimeSpan.FromMinutes(11);

    // Gateways were off, even if only briefly: their first reading after the restart must be later than their last one before it.
    private static readonly TimeSpan Absence = TimeSpan.FromSeconds(1);

    // How much simulated time a kill can cost: in real time, and in fast time.
    private static readonly TimeSpan ReservedLive = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ReservedPast = TimeSpan.FromMinutes(10);

    private readonly SimulationOptions _options;
    private readonly TimeProvider _real;
    private readonly VirtualTime _time;
    private readonly SimulatedThrough _through;
    private readonly Dictionary<string, SimulatedBoard> _boards;
    private readonly FleetScript _script;
    private SimulatedBuilding? _building;

    /// <summary>Writes the community folder; throws <see cref="BuildingException"/> with every fault of the options.</summary>
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
        // Written last: if a gateway refuses its configuration, the existing folder must stay.
        WriteCommunity();
    }

    public BuildingPlan Plan { get; }

    public StartMoment Start { get; }

    /// <summary>The first simulated moment: the start, or where the data directory's history ends.</summary>
    public DateTimeOffset Began { get; }

    /// <summary>Whether the data directory already contains the start, so that this run continues it.</summary>
    public bool Continues => Began > Start.Instant;

    public GatewayFleet Fleet { get; }

    /// <summary>The progress of catching up with real time.</summary>
    public CatchUpProgress CatchUp { get; }

    /// <summary>The time of the gateways' clocks.</summary>
    public DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>The time of the people's clock.</summary>
    public DateTime LocalTime => Start.Clock.Local(Now);

    /// <summary>Ground truth, as an estimate while the simulation runs.</summary>
    public int PeopleAtDesks => _building?.PeopleAtDesks ?? 0;

    /// <summary>
    /// Runs until it is cancelled; this is not an error. The gateways end their sessions before it returns. Throws the exception of
    /// an agent that failed.
    /// </summary>
    public async Task RunAsync(CancellationToken stop)
    {
        // Before the start, so that a gateway that is dead from the beginning is not started.
        await _script.ReachAsync(Now, stop);
        await Fleet.StartAsync(stop);
        _building = new SimulatedBuilding(Plan, Plan.Seed, _time, Start.Clock, _boards);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var pacer = new VirtualTimePacer(_time, _real, Fleet.WaitForRoomAsync, Reserve, _script);
        // A run at real speed first catches up with the wall clock.
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

    private void WriteCommunity() => CommunityFolderWriter.Write(
        Path.Combine(_options.Fleet.DataDirectory, CommunityFolderName), CommunityRows.Of(Plan, new BuildingClock(Plan.UtcOffset).Date(_real.GetUtcNow())), Plan.Community.Id);

    private void Reserve(DateTimeOffset target) =>
        _through.Reserve(target, _real.GetUtcNow() - target > ReservedPast ? ReservedPast : ReservedLive);

    private static StartMoment StartOf(SimulationOptions options, TimeProvider real)
    {
        if (options.HistoryDays > 0 && StartMoment.IsDate(options.Start))
            throw new BuildingException([$"{options.HistoryDays} days before now and a start at {options.Start} exclude each other: use one of them"]);
        // With a history, people live by the real clock; a month in which they come at three in the morning would not be realistic.
        var (text, before) = options.HistoryDays > 0
            ? (options.Start == StartMoment.Auto ? StartMoment.Now : options.Start, TimeSpan.FromDays(options.HistoryDays))
            : (options.Start, options.Speed == 1 ? WarmUp : DefaultHistory);
        return StartMoment.Parse(text, real.GetUtcNow(), new BuildingClock(options.Building.UtcOffset), before)
            ?? throw new BuildingException([$"start \"{options.Start}\" is not valid: use now, auto, an hour (10:00) or a past date (2026-03-02T08:00)"]);
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
