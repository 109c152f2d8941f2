using Microsoft.Extensions.Logging;
using OpcSpaces.Points;

namespace OpcSpaces.Edge.Sensing;

/// <summary>
/// Writes a line to the log when the condition of a sensor has changed. Looks every ten seconds, and writes at most one line a minute for
/// each sensor, so that one whose condition keeps changing does not fill the log; the condition that it has then is written.
/// </summary>
internal sealed partial class ConditionLog : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ITimer _timer;

    // Guards everything below; held while the sensors are looked at.
    private readonly Lock _gate = new();
    private readonly List<Watched> _sensors;
    private bool _disposed;

    /// <param name="sensors">The sensors. They belong to the caller, who disposes this first.</param>
    /// <param name="time">Real time, because people read the log.</param>
    /// <param name="logger">The log.</param>
    public ConditionLog(IEnumerable<ISensor> sensors, TimeProvider time, ILogger logger)
    {
        (_time, _logger, _sensors) = (time, logger, [.. sensors.Select(sensor => new Watched(sensor))]);
        _timer = time.CreateTimer(_ => Look(), null, Period, Period);
    }

    public void Dispose()
    {
        _timer.Dispose();
        lock (_gate) _disposed = true;
    }

    private void Look()
    {
        lock (_gate)
        {
            if (_disposed) return;
            foreach (var watched in _sensors) Look(watched);
        }
    }

    private void Look(Watched watched)
    {
        // Null for a sensor that is sound, also for one that had a fault before.
        var trouble = watched.Sensor.Trouble;
        var condition = trouble?.Condition ?? SensorCondition.Sound;
        watched.Name = trouble?.Sensor.ToString() ?? watched.Name;
        if (condition == watched.Written || (watched.Stamp is { } stamp && _time.GetElapsedTime(stamp) < Quiet)) return;
        (watched.Written, watched.Stamp) = (condition, _time.GetTimestamp());
        if (trouble is null || condition == SensorCondition.Sound) Sound(_logger, watched.Name);
        else Troubled(_logger, watched.Name, condition, Words(trouble));
    }

    private static string Words(SensorHealth trouble) => trouble switch
    {
        { Condition: SensorCondition.Silent, Reason: { } reason } => $"it does not answer: {reason}",
        { Condition: SensorCondition.Silent } => "it does not answer, or the driver does not see its pin",
        { Condition: SensorCondition.NeverTriggered } => "it has not triggered for days, and is still used. Look whether it is connected",
        { Condition: SensorCondition.StuckOn } => "it has been active for longer than is possible",
        { Condition: SensorCondition.StuckOff } => "it does not report what a second sensor does",
        { Condition: SensorCondition.Absurd } => "it changes faster, or measures more, than is possible",
        { Condition: SensorCondition.Frozen } => "it has measured exactly the same value for hours",
        _ => "unknown",
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sensor {Sensor} is {Condition}: {Words}")]
    private static partial void Troubled(ILogger logger, string sensor, SensorCondition condition, string words);

    [LoggerMessage(Level = LogLevel.Information, Message = "The sensor {Sensor} is sound again")]
    private static partial void Sound(ILogger logger, string sensor);

    private sealed class Watched(ISensor sensor)
    {
        public ISensor Sensor => sensor;

        /// <summary>Its name, as of its last fault.</summary>
        public string Name { get; set; } = "";

        /// <summary>The condition in the log.</summary>
        public SensorCondition Written { get; set; }

        /// <summary>When that was written; null for never.</summary>
        public long? Stamp { get; set; }
    }
}
