using System.Buffers.Binary;
using System.Text;
using OpcSpaces.Points;

namespace OpcSpaces.Projections.Live;

/// <summary>Reads what <see cref="LiveSnapshotWriter"/> wrote and whose checksum is right. Throws <see cref="InvalidDataException"/>.</summary>
internal ref struct LiveSnapshotReader
{
    private readonly List<string> _texts = [];
    private ReadOnlySpan<byte> _rest;

    private LiveSnapshotReader(ReadOnlySpan<byte> rest) => _rest = rest;

    /// <summary>Fills an empty state, whose lock the caller holds, from a whole file; returns its journal position.</summary>
    public static long Read(ReadOnlySpan<byte> file, LiveState live)
    {
        var reader = new LiveSnapshotReader(file[(LiveSnapshotFile.HeaderBytes - 8)..^System.Security.Cryptography.SHA256.HashSizeInBytes]);
        var position = reader.Integer();
        var (historyFromMs, historyReadings) = (reader.Integer(), reader.Integer());
        var (gateways, points) = (reader.Count(), reader.Count());
        var newestMs = PointState.Never;
        for (var i = 0; i < gateways; i++)
            newestMs = Math.Max(newestMs, reader.Gateway(live).NewestReadingMs);
        for (var i = 0; i < points; i++)
            reader.Point(live);
        live.Past.Restore(newestMs, historyFromMs, historyReadings);
        return position;
    }

    private GatewayState Gateway(LiveState live)
    {
        var gateway = live.GatewayOf(Text());
        gateway.Presence = (GatewayPresence)Number();
        gateway.SinceMs = Integer();
        gateway.Epoch = (ulong)Integer();
        gateway.LastSequence = Number();
        gateway.Committed = Number();
        gateway.NewestReadingMs = Integer();
        gateway.ReceivedMs = Integer();
        gateway.ClockSaidMs = Integer();
        gateway.ClockSynchronized = Number() switch { 1 => false, 2 => true, _ => null };
        gateway.ClockWallMs = Integer();
        return gateway;
    }

    private void Point(LiveState live)
    {
        var point = live.PointOf(Text(), Text(), Text());
        point.Gateway = Number() is > 0 and var slot ? live.Gateways[Index(slot - 1, live.Gateways.Count)] : null;
        point.Value = Value();
        point.Quality = (int)Number();
        point.SinceMs = Integer();
        point.ReceivedMs = Integer();
        point.StaleSinceMs = Integer();
        var flags = Number();
        (point.IsRetired, point.InUseInLog) = ((flags & 1) != 0, (flags & 2) != 0);
        point.Epoch = (ulong)Integer();
        point.Sequence = Number();
        point.Index = (int)Number();
        point.ShownMs = Integer();
        point.LastInUseMs = Integer();
        if (point.IsContact)
            point.Contact = new ContactPast { ForcedMs = Integer(), ForcedHeardMs = Integer(), HeldMs = Integer(), HeldForMs = Integer(), HeldHeardMs = Integer(), HoldsMs = Integer(), HoldsHeardMs = Integer() };
    }

    private PointValue Value()
    {
        var kind = (PointValueKind)Number();
        if (kind == PointValueKind.Text)
            return PointValue.Of(Text());
        return PointValue.FromBits(kind, (ulong)Integer()) ?? throw new InvalidDataException($"{kind} is not a kind of value");
    }

    private long Integer() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    private uint Count() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    private ulong Number()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Take(1)[0];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
        throw new InvalidDataException("a number has more than 64 bits");
    }

    private string Text()
    {
        var number = Number();
        if (number == (ulong)_texts.Count)
            _texts.Add(Encoding.UTF8.GetString(Take(Index(Number(), int.MaxValue))));
        return _texts[Index(number, _texts.Count)];
    }

    private static int Index(ulong number, int count) =>
        number < (ulong)count ? (int)number : throw new InvalidDataException($"{number} is beyond {count}");

    private ReadOnlySpan<byte> Take(int bytes)
    {
        if (bytes > _rest.Length)
            throw new InvalidDataException("it ends too early");
        var taken = _rest[..bytes];
        _rest = _rest[bytes..];
        return taken;
    }
}
