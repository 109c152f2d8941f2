namespace OpcSpaces.Wire.Host;

/// <summary>
/// Follows a node's <c>seq</c>: remembers which numbers came early and since when the expected one is missing. It delays no
/// message; it only tells whether one was lost (tck-id-operational-behavior-host-reordering-start, -success).
/// </summary>
internal struct SequenceWatch
{
    private UInt128 _earlyLow, _earlyHigh;
    private byte _expected;
    private bool _known;

    /// <summary>Since when the expected number is missing; null while none is missing.</summary>
    public DateTimeOffset? MissingSince { get; private set; }

    public void Start(byte seqOfBirth)
    {
        this = default;
        _expected = unchecked((byte)(seqOfBirth + 1));
        _known = true;
    }

    /// <summary>Stops following until the next birth.</summary>
    public void Stop() => this = default;

    /// <summary>A message whose <c>seq</c> cannot be read is assumed to have the expected number.</summary>
    public void ObserveUnreadable(DateTimeOffset at) => Observe(_expected, at);

    /// <summary>False when <paramref name="seq"/> was not the next number.</summary>
    public bool Observe(byte seq, DateTimeOffset at)
    {
        if (!_known) return true;
        if (seq != _expected)
        {
            // A number more than half the range ahead is more likely a repeated one than a gap of 128 messages.
            // The timer starts all the same, and stops when the expected number comes.
            if (unchecked((byte)(seq - _expected)) < 128) SetEarly(seq, true);
            MissingSince ??= at;
            return false;
        }

        do
        {
            SetEarly(_expected, false);
            _expected++;
        }
        while (IsEarly(_expected));
        MissingSince = _earlyLow == 0 && _earlyHigh == 0 ? null : MissingSince is null ? null : at;
        return true;
    }

    private readonly bool IsEarly(byte seq) => ((seq < 128 ? _earlyLow : _earlyHigh) >> (seq & 127) & 1) != 0;

    private void SetEarly(byte seq, bool early)
    {
        ref var half = ref _earlyHigh;
        if (seq < 128) half = ref _earlyLow;
        var bit = UInt128.One << (seq & 127);
        half = early ? half | bit : half & ~bit;
    }
}
