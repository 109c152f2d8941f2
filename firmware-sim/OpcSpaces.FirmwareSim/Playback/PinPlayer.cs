using OpcSpaces.FirmwareSim.Signals;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Playback;

/// <summary>Plays the rows of a recording on pins in virtual time: one pin per motion column, each change at the time of its row.</summary>
public sealed class PinPlayer : IDisposable
{
    private readonly IReadOnlyList<RecordedRow> _rows;
    private readonly IReadOnlyList<SimulatedPin> _pins;
    private readonly VirtualTimer _timer;

    public PinPlayer(Recording stretch, IReadOnlyList<SimulatedPin> pins, VirtualTime time)
    {
        if (pins.Count != stretch.Columns.Count)
            throw new ArgumentException($"{stretch.Columns.Count} columns need as many pins, not {pins.Count}.", nameof(pins));
        (_rows, _pins) = (stretch.Rows, pins);
        _timer = time.CreateTimer(Play);
        if (_rows.Count > 0)
            _timer.Set(_rows[0].At);
    }

    /// <summary>Number of rows that have been played.</summary>
    public int Played { get; private set; }

    public void Dispose() => _timer.Dispose();

    private void Play()
    {
        var row = _rows[Played++];
        for (var i = 0; i < _pins.Count; i++)
            _pins[i].Set(row.Levels[i], row.At);
        if (Played < _rows.Count)
            _timer.Set(_rows[Played].At);
    }
}
