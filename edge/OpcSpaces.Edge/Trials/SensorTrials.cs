using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Edge.Sensing.Pins;

namespace OpcSpaces.Edge.Trials;

/// <summary>
/// Tries each sensor of a gateway once, without an outbox and without the network: the levels of its pins, and one reading of its
/// chip. A chip that needs time for its first measurement is asked again until the time limit for all chips has passed.
/// </summary>
public sealed class SensorTrials(GatewayConfig config, IPinController pins, IBusController buses, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>One result for each sensor, in the order of the configuration.</summary>
    public async Task<IReadOnlyList<SensorTrial>> RunAsync(TimeSpan limit, CancellationToken stop)
    {
        var trials = config.Zones.SelectMany(zone => zone.Points.Select(point => Begin($"{zone.Id}/{point.Point} {point.Sensor}", point))).ToList();
        var started = time.GetTimestamp();
        while (true)
        {
            foreach (var trial in trials) trial.TryOnce();
            if (trials.TrueForAll(trial => trial.IsDone) || time.GetElapsedTime(started) >= limit) break;
            await Task.Delay(Pause, time, stop);
        }

        return [.. trials.Select(trial => trial.Result)];
    }

    private Trial Begin(string name, PointConfig point)
    {
        try
        {
            return point is BusPointConfig chip ? new Trial(name, chip.OpenTrial(buses)) : new Trial(name, OpenPins(point));
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or NotSupportedException or TimeoutException or IOException)
        {
            return new Trial(name, e.Message);
        }
    }

    private Func<string?> OpenPins(PointConfig point)
    {
        var opened = point.Pins.Select(pin => (pin.Setting, pin.Number, Pin: pins.OpenInput(pin.Number))).ToList();
        return () => string.Join(", ", opened.Select(it => $"{it.Setting} {it.Number} is {(it.Pin.Read() ? "high" : "low")}"));
    }

    private sealed class Trial
    {
        private readonly string _name;
        private readonly Func<string?>? _read;
        private string? _answer;
        private string _fault = "no answer";
        private bool _hasBug;

        public Trial(string name, Func<string?> read) => (_name, _read) = (name, read);

        /// <summary>It could not be opened.</summary>
        public Trial(string name, string fault) => (_name, _fault) = (name, fault);

        public bool IsDone => _read is null || _answer is not null || _hasBug;

        public SensorTrial Result => new(_name, _answer is not null, _answer ?? _fault);

        public void TryOnce()
        {
            if (IsDone) return;
            try
            {
                _answer = _read!();
            }
            catch (Exception e) when (e is IOException or TimeoutException)
            {
                _fault = e.Message;
            }
            catch (Exception e)
            {
                // The other sensors are tried all the same.
                (_fault, _hasBug) = ($"a bug in its driver: {e.GetType().Name}: {e.Message}", true);
            }
        }
    }
}
