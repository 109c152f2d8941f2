using System.Diagnostics.CodeAnalysis;

namespace OpcSpaces.Wire.Sparkplug;

/// <summary>
/// Keeps topics that were read before, by their UTF-8 bytes, so that a known topic costs one look-up and no strings. A full cache is
/// emptied. Topics that cannot be read are not kept. Belongs to one thread.
/// </summary>
public sealed class SparkplugTopicCache
{
    private readonly int _capacity;
    private readonly Dictionary<byte[], SparkplugTopic> _topics;
    private readonly Dictionary<byte[], SparkplugTopic>.AlternateLookup<ReadOnlySpan<byte>> _byBytes;

    /// <param name="capacity">How many topics are kept at most; should be at least one per device and message type in use.</param>
    public SparkplugTopicCache(int capacity = 65_536)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        _capacity = capacity;
        _topics = new Dictionary<byte[], SparkplugTopic>(new BytesComparer());
        _byBytes = _topics.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>How many topics are kept now.</summary>
    public int Count => _topics.Count;

    /// <summary>As <see cref="SparkplugTopic.TryParse"/>.</summary>
    public bool TryParse(ReadOnlySpan<byte> utf8, out SparkplugTopic topic, out string? error)
    {
        error = null;
        if (_byBytes.TryGetValue(utf8, out topic))
            return true;
        if (!SparkplugTopic.TryParse(utf8, out topic, out error))
            return false;
        if (_topics.Count >= _capacity)
            _topics.Clear();
        _byBytes[utf8] = topic;
        return true;
    }

    private sealed class BytesComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public bool Equals(byte[]? x, byte[]? y) => x is null ? y is null : y is not null && x.AsSpan().SequenceEqual(y);

        public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode(obj.AsSpan());

        // The seed differs per process, so that crafted topics cannot make the table slow.
        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = new HashCode();
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }
    }
}
