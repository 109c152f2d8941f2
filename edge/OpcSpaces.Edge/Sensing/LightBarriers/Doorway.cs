namespace OpcSpaces.Edge.Sensing.LightBarriers;

/// <summary>
/// Who goes where through two light beams, by the order in which they are broken. A walker 25 cm deep breaks the one, both, and
/// then the other; the side on which the last beam clears is where he is, whatever he did between. Two who follow each other
/// closely leave no moment with both beams clear: the one behind breaks the first beam while the one before still breaks the
/// second, for the blink in which both step over the gap; somebody who turns round in the doorway covers both beams for longer
/// than that. Beams so far apart that nobody breaks both are understood as well. Not thread-safe.
/// </summary>
internal sealed class Doorway
{
    // Two bodies 5 cm apart share beams 12 cm apart for 70 ms at 1 m/s and 140 ms at half of it; one body that backs out again
    // covers both for longer, unless it goes backwards as fast as others walk.
    private static readonly TimeSpan FollowersOverlap = TimeSpan.FromMilliseconds(150);

    // 4 m/s is a run: 25 cm of body and 10 cm between the beams take 90 ms.
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

    /// <summary>A beam was broken or is clear again.</summary>
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
        // The one before is through, and the one behind has just come as far as he had.
        _began = _bothSince;
        return _from == Side.Outside ? Passage.In : Passage.Out;
    }

    /// <summary>Forgets who is on the way.</summary>
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
            // One beam, and then the other: beams far apart.
            _touched = Side.Unknown;
            return to == Side.Inside ? Passage.In : Passage.Out;
        }

        (_touched, _touchedAt) = (_brokeBoth ? Side.Unknown : _from, at);
        if (to == _from) return Passage.TurnedBack;
        if (at - _began < FastestPassage && at >= _began) return Passage.TooFast;
        return to == Side.Inside ? Passage.In : Passage.Out;
    }
}
