using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Signals.Zones;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Faults;

/// <summary>
/// One person with the cards of ten, who shows them one after the other, 3 to 6 s apart, when the entry's time begins; always those
/// ten. They come to no desk, and the ground truth has no entry of theirs.
/// </summary>
internal sealed class TenCards : IEffect
{
    private const long CardsPart = -52;
    private const int Cards = 10;

    private readonly Stage _stage;
    private readonly DoorHardware _reader;
    private readonly VirtualTimer _timer;
    private readonly SeededRandom _random;
    private readonly List<int> _people = [];
    private int _shown;

    public TenCards(ScriptedSensor sensor, Stage stage)
    {
        _stage = stage;
        _random = SeededRandom.For(stage.Seed, CardsPart, SeededRandom.NumberOf(sensor.Wired.ZoneId), SeededRandom.NumberOf(sensor.Wired.PointId));
        _reader = new DoorHardware(stage.Seed, stage.Time)
        {
            Wiegand = sensor.Wired.Kind == PointKind.Wiegand ? (sensor.Pins[0], sensor.Pins[1]) : null,
            CardChip = sensor.Chip,
        };
        // A small building has cards enrolled whose people never came.
        var others = stage.People.Concat(Enumerable.Range(stage.People.Count, Math.Max(0, Cards - stage.People.Count))).ToList();
        for (var card = 0; card < Cards; card++)
        {
            var drawn = _random.Below(others.Count);
            _people.Add(others[drawn]);
            others.RemoveAt(drawn);
        }
        _timer = stage.Time.CreateTimer(OnShow);
    }

    public void Begin(ScriptWindow window, DateTimeOffset now)
    {
        // A run that starts in the middle finds that it has been done.
        if (window.From < now)
            return;
        _shown = 0;
        _timer.Set(now.AddSeconds(_random.Between(3, 6)));
    }

    public void End(DateTimeOffset now) => _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _timer.Dispose();
        _reader.Dispose();
    }

    private void OnShow()
    {
        var now = _stage.Time.GetUtcNow();
        _reader.Show(_people[_shown++], now);
        if (_shown < _people.Count)
            _timer.Set(now.AddSeconds(_random.Between(3, 6)));
    }
}
