namespace OpcSpaces.Edge.Sensing.LightBarriers;

/// <summary>
/// Detects in which direction people pass two light beams, by the order in which the beams are broken. A person, who is about 25 cm
/// deep, breaks the first beam, then both, then the other. The side of the beam that clears last is where the person is at the end.
/// Two people who follow each other closely leave no time with both beams clear: for a short time the second person breaks the first
/// beam while the first person still breaks the second beam. Somebody who turns round in the doorway covers both beams for longer.
/// Beams so far apart that nobody breaks both are supported as well. Not thread-safe.
/// </summary>
internal sealed class PassageDetector
{
    // Two bodies with 5 cm between them break both of two beams 12 cm apart for 70 ms at 1 m/s, and for 140 ms at half that speed. One
    // body that goes back out covers both for longer, unless it goes backwards at walking speed.
    private static readonly TimeSpan FollowersOverlap = TimeSpan.FromMilliseconds(150);

    // At 4 m/s (running) a body of 25 cm takes 90 ms for two beams 10 cm apart.
    private static readonly TimeSpan FastestPassage = TimeSpan.FromMilliseconds(80);
    private static readonly TimeSpan LongestStride = TimeSpan.FromMilliseconds(700);

    private (bool Outer, bool Inner) _beams;
    private Side _from;
    private bool _brokeBoth;
    private DateTimeOffset _began, _bothSince;
    private Side _only, _touched;
    private DateTimeOffset _touchedAt;

    private enum Side
    {
        Unknown,
        Outside,
        Inside,
    }

    /// <summary>True when no beam is broken.</summary>
    public bool IsClear => _beams is (false, false);

    /// <summary>Takes the state of both beams after a change, and returns what it completes.</summary>
    public Passage Set(bool outer, bool inner, DateTimeOffset at)
    {
        var before = _beams;
        _beams = (outer, inner);
        if (before == _beams) return Passage.None;
        if (IsClear) return End(before, at);
        if (before is (false, false)) Begin(at);
        if (_beams is (true, true))
        {
            (_brokeBoth, _bothSince) = (true, at);
            return Passage.None;
        }

        var only = outer ? Side.Outside : Side.Inside;
        var previous = _only;
        _only = only;
        if (before is not (true, true) || previous == only || only != _from || at - _bothSince >= FollowersOverlap) return Passage.None;
        // The first person is through, and the second person has begun.
        _began = _bothSince;
        return _from == Side.Outside ? Passage.In : Passage.Out;
    }

    /// <summary>Forgets a passage that has begun.</summary>
    public void Forget() => (_from, _only, _touched) = (Side.Unknown, Side.Unknown, Side.Unknown);

    private void Begin(DateTimeOffset at)
    {
        _from = _only = _beams switch
        {
            (true, false) => Side.Outside,
            (false, true) => Side.Inside,
            _ => Side.Unknown,
        };
        (_began, _brokeBoth) = (at, false);
    }

    private Passage End((bool Outer, bool Inner) last, DateTimeOffset at)
    {
        var to = last switch
        {
            (true, false) => Side.Outside,
            (false, true) => Side.Inside,
            _ => Side.Unknown,
        };
        if (_from == Side.Unknown || to == Side.Unknown) return Passage.Undirected;
        if (!_brokeBoth && _touched != Side.Unknown && _touched != _from && _began - _touchedAt <= LongestStride && _began >= _touchedAt)
        {
            // First one beam, then the other: the beams are far apart.
            _touched = Side.Unknown;
            return to == Side.Inside ? Passage.In : Passage.Out;
        }

        (_touched, _touchedAt) = (_brokeBoth ? Side.Unknown : _from, at);
        if (to == _from) return Passage.TurnedBack;
        if (at - _began < FastestPassage && at >= _began) return Passage.TooFast;
        return to == Side.Inside ? Passage.In : Passage.Out;
    }
}
