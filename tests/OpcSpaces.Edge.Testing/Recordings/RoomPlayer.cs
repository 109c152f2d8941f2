using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing;
using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.Polling;
using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Edge.Testing.Truth;
using OpcSpaces.FirmwareSim.Signals;
using OpcSpaces.FirmwareSim.Time;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Testing.Recordings;

/// <summary>
/// Plays a stretch of a recording through the agent's own sensors, on simulated pins and chips and in virtual time. All of them
/// speak for one place. A pin is low, and a chip silent, until the recording has its first value. At the end the gateway is switched
/// off, and what was not certain until then is unknown.
/// </summary>
internal sealed class RoomPlayer : IDisposable
{
    private static readonly Metric Occupied = new("room", $"{ColumnKind.Place}/occupied", SparkplugDataType.Boolean, 1);

    private readonly RecordedRoom _stretch;
    private readonly VirtualTime _time;
    private readonly SimulatedBoard _board;
    private readonly Dictionary<int, RecordedChip> _chips;
    private readonly IPinController _pins;
    private readonly BusPollers _pollers;
    private readonly PresencePlace _place;
    private readonly List<ISensor> _sensors = [];
    private readonly List<ReportedState> _readings = [];
    private readonly List<OccupiedHour> _hours = [];
    private readonly VirtualTimer _row;
    private int _played;

    private RoomPlayer(RecordedRoom stretch, PlaySettings settings, LearnedPlace learned)
    {
        _stretch = stretch;
        _time = new VirtualTime(DateTimeOffset.FromUnixTimeMilliseconds(stretch.Rows[0].AtMs - 1));
        var columns = stretch.Columns.Index().ToLookup(column => column.Item.Kind.IsLevel, column => column.Index);
        (_board, _chips) = (new SimulatedBoard(columns[true]), columns[false].ToDictionary(column => column, _ => new RecordedChip()));
        PointConfig[] points = [.. stretch.Columns.Select((column, number) => column.Kind.Sensor(number, settings))];
        var zone = new ZonePoints(points);
        _place = new PresencePlace(zone.PresenceAt(ColumnKind.Place), Occupied, OnReading, _time, _hours.Add, learned);
        (_pins, _pollers) = (_board.CreateController(), new BusPollers(new RecordedBus(_chips), _time));
        var sensing = new RecordedSensing(zone, _place, _pins, _pollers, _time);
        foreach (var point in points) _sensors.Add(point.Build(sensing));
        _row = _time.CreateTimer(PlayRow);
    }

    /// <summary>Plays it from its first row to the end of its last one.</summary>
    /// <param name="stretch">A recording without long gaps.</param>
    /// <param name="settings">What is known about the detectors.</param>
    /// <param name="learned">What the place learned in the stretches before; the same object for all stretches of one place.</param>
    public static PlayedStretch Play(RecordedRoom stretch, PlaySettings settings, LearnedPlace learned)
    {
        var player = new RoomPlayer(stretch, settings, learned);
        // Disposed before the hours are read, because the place may settle the last ones when it ends.
        using (player) player.Play();
        return new PlayedStretch(player._readings, player._hours);
    }

    public void Dispose()
    {
        _row.Dispose();
        _pollers.Dispose();
        foreach (var sensor in _sensors) sensor.Dispose();
        _place.Dispose();
        _pins.Dispose();
    }

    private void Play()
    {
        _place.Start();
        _row.Set(DateTimeOffset.FromUnixTimeMilliseconds(_stretch.Rows[0].AtMs));
        _time.AdvanceTo(DateTimeOffset.FromUnixTimeMilliseconds(_stretch.EndMs));
        // As after a kill: the agent then stores that a quiet stay is known up to its last evidence only.
        if (_place.SureThroughMs is { } sureThroughMs) _readings.Add(new ReportedState(_stretch.EndMs, sureThroughMs + 1, null));
    }

    private void PlayRow()
    {
        var row = _stretch.Rows[_played++];
        var at = DateTimeOffset.FromUnixTimeMilliseconds(row.AtMs);
        for (var column = 0; column < row.Values.Count; column++)
        {
            if (_chips.TryGetValue(column, out var chip)) chip.Value = row.Values[column];
            else if (!double.IsNaN(row.Values[column])) _board[column].Set(row.Values[column] > 0, at);
        }

        if (_played < _stretch.Rows.Count) _row.Set(DateTimeOffset.FromUnixTimeMilliseconds(_stretch.Rows[_played].AtMs));
    }

    private void OnReading(MetricReading reading) => _readings.Add(new ReportedState(
        _time.GetUtcNow().ToUnixTimeMilliseconds(), reading.TimestampMs, reading.Value.IsNull ? null : reading.Value.Bits == 1));
}
