using System.Globalization;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing.Motion;
using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.FirmwareSim.Playback;
using OpcSpaces.FirmwareSim.Signals;
using OpcSpaces.FirmwareSim.Time;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Benchmarks.Truth.Methods;

/// <summary>The estimator of the agent itself: a place with a motion sensor per column, on pins, in virtual time.</summary>
internal sealed record EdgeEstimator(PresenceConfig Config) : IPresenceMethod
{
    private static readonly Metric Occupied = new("room", "desk/1/occupied", SparkplugDataType.Boolean, 1);

    public string Name => "edge";

    public IPresenceMethod Fit(RecordedRoom room) => new EdgeEstimator(EdgeFit.Fit(Config, room));

    public IReadOnlyList<ReportedState> Report(RecordedRoom stretch)
    {
        var rows = stretch.Motion.Rows;
        var time = new VirtualTime(rows[0].At.AddMilliseconds(-1));
        var board = new SimulatedBoard(Enumerable.Range(0, stretch.Motion.Columns.Count));
        using var pins = board.CreateController();
        var reported = new List<ReportedState>();
        using var place = new PresencePlace(Config, Occupied, reading => reported.Add(new ReportedState(
            time.GetUtcNow().ToUnixTimeMilliseconds(), reading.TimestampMs, reading.Value.IsNull ? null : reading.Value.Bits == 1)), time);
        var sensors = board.Pins.Select(pin => new MotionSensor(
            $"column {pin.Number}", new MotionConfig { Point = "desk/1", Pin = pin.Number }, pins.OpenInput(pin.Number), place.Add(EvidenceKind.Motion), time)).ToList();
        place.Start();
        using var player = new PinPlayer(stretch.Motion, [.. Enumerable.Range(0, sensors.Count).Select(number => board[number])], time);
        time.AdvanceTo(rows[^1].At.AddMilliseconds(stretch.RowMs));
        foreach (var sensor in sensors) sensor.Dispose();
        return reported;
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"seen every {Config.MovingSeconds:0.#} s moving, {Config.StillSeconds:0.#} s still for {Config.StillBoutSeconds:0.#} s, absent for {Config.AbsenceMinutes:0.#} min");
}
