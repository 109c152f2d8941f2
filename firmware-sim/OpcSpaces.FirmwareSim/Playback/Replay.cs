using Microsoft.Extensions.Logging;
using OpcSpaces.CommunityFolders;
using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Fleet;
using OpcSpaces.FirmwareSim.Live;
using OpcSpaces.FirmwareSim.Signals;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Playback;

/// <summary>
/// Plays a recording through the pins of one real gateway, in one room with a desk per motion column. The readings carry the
/// recording's time. The gateway is off during the recording's gaps.
/// </summary>
public sealed class Replay(Recording recording, ReplayOptions options, TimeProvider real, ILoggerFactory? loggers = null) : IAsyncDisposable
{
    // The last row is valid until the next one would have come.
    private static readonly TimeSpan LastRowHolds = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(1);

    private readonly GatewayWiring _wiring = PlaybackRoom.Plan(recording, options.Community).Gateways[0];
    private readonly VirtualTime _time = new(recording.Rows[0].At - Before);
    private long _readingsBefore;
    private int _rowsBefore;

    /// <summary>The gateway of the part that is being played; null while it is off.</summary>
    public GatewayFleet? Fleet { get; private set; }

    public DateTimeOffset Now => _time.GetUtcNow();

    public int RowsPlayed { get; private set; }

    public int Rows => recording.Rows.Count;

    /// <summary>Durable readings of the gateway, over all parts of the recording.</summary>
    public long ReadingsMade => _readingsBefore + (Fleet?.Progress.ReadingsMade ?? 0);

    /// <summary>
    /// Plays every part and then calls <paramref name="afterwards"/> while the gateway is still online, unless it is cancelled;
    /// this is not an error. Then the gateway ends its session. Throws the exception of an agent that failed.
    /// </summary>
    public async Task RunAsync(Func<GatewayFleet, CancellationToken, Task> afterwards, CancellationToken stop)
    {
        Directory.CreateDirectory(options.Fleet.DataDirectory);
        CommunityFolderWriter.Write(Path.Combine(options.Fleet.DataDirectory, Simulation.CommunityFolderName), PlaybackRoom.Rows(recording, options.Community), options.Community);
        var board = new SimulatedBoard(_wiring.Points.Select(point => point.Pin));
        var stretches = recording.Stretches(options.LongestGap).ToList();
        for (var i = 0; i < stretches.Count && !stop.IsCancellationRequested; i++)
            await PlayAsync(stretches[i], board, i == stretches.Count - 1 ? afterwards : null, stop);
    }

    public async ValueTask DisposeAsync()
    {
        if (Fleet is { } fleet)
            await fleet.DisposeAsync();
    }

    private async Task PlayAsync(Recording stretch, SimulatedBoard board, Func<GatewayFleet, CancellationToken, Task>? afterwards, CancellationToken stop)
    {
        _time.AdvanceTo(stretch.Rows[0].At - Before);
        // The levels before a gap say nothing about the time after it.
        foreach (var pin in board.Pins)
            pin.Set(false, Now);
        var fleet = new GatewayFleet(options.Fleet, [FleetConfigs.Of(options.Community, _wiring, options.Fleet)], new Dictionary<string, SimulatedBoard> { [PlaybackRoom.Gateway] = board }, _time, real, loggers);
        Fleet = fleet;
        await fleet.StartAsync(stop);
        using (var player = new PinPlayer(stretch, [.. _wiring.Points.Select(point => board[point.Pin])], _time))
        {
            var pacer = new VirtualTimePacer(_time, real, async token =>
            {
                RowsPlayed = _rowsBefore + player.Played;
                await fleet.WaitForRoomAsync(token);
            });
            await pacer.RunAsync(options.Speed, stretch.Rows[^1].At + LastRowHolds, stop);
            _rowsBefore += player.Played;
            RowsPlayed = _rowsBefore;
        }
        if (afterwards is not null && !stop.IsCancellationRequested)
            await afterwards(fleet, stop);
        await fleet.StopAsync();
        _readingsBefore += fleet.Progress.ReadingsMade;
        Fleet = null;
        await fleet.DisposeAsync();
    }
}
