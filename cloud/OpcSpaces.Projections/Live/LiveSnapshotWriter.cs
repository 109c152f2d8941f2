using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using OpcSpaces.Points;

namespace OpcSpaces.Projections.Live;

/// <summary>
/// Writes a live snapshot in one pass, through a small buffer. Content: int64 start and int64 readings of the history, uint32
/// number of gateways and of points, the gateways, the points. "number" is an unsigned LEB128; a text is the number of the same
/// text earlier in the file, or the next free number followed by its length and its UTF-8 bytes.
/// </summary>
internal sealed class LiveSnapshotWriter
{
    private const int LargestItem = 32; // bytes that one Write of a number or an integer takes at most
    private readonly Dictionary<string, uint> _texts = new(StringComparer.Ordinal);
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly Stream _target;
    private int _length;

    private LiveSnapshotWriter(Stream target) => _target = target;

    public static void Write(Stream target, Guid journal, LiveSave save)
    {
        var writer = new LiveSnapshotWriter(target);
        using (writer._hash)
            writer.Write(journal, save);
    }

    private void Write(Guid journal, LiveSave save)
    {
        LiveSnapshotFile.Magic.CopyTo(_buffer);
        _length = LiveSnapshotFile.Magic.Length;
        Write(LiveSnapshotFile.Version);
        journal.TryWriteBytes(_buffer.AsSpan(_length));
        _length += 16;
        Write(save.Position);
        Write(save.HistoryFromMs);
        Write(save.HistoryReadings);
        Write((uint)save.Gateways.Count);
        Write((uint)save.Points.Count);
        foreach (var gateway in save.Gateways)
            Write(gateway);
        foreach (var point in save.Points)
            Write(point);
        Flush();
        _target.Write(_hash.GetHashAndReset());
    }

    private void Write(GatewayState gateway)
    {
        WriteText(gateway.Name);
        WriteNumber((ulong)gateway.Presence);
        Write(gateway.SinceMs);
        Write((long)gateway.Epoch);
        WriteNumber(gateway.LastSequence);
        WriteNumber(gateway.Committed);
        Write(gateway.NewestReadingMs);
        Write(gateway.ReceivedMs);
        Write(gateway.ClockSaidMs);
        WriteNumber(gateway.ClockSynchronized is { } synchronized ? synchronized ? 2u : 1u : 0);
        Write(gateway.ClockWallMs);
    }

    private void Write(PointState point)
    {
        WriteText(point.Community);
        WriteText(point.Zone);
        WriteText(point.Name);
        WriteNumber(point.Gateway is { } gateway ? (ulong)gateway.Slot + 1 : 0);
        WriteNumber((ulong)point.Value.Kind);
        if (point.Value.Kind == PointValueKind.Text)
            WriteText(point.Value.AsText);
        else
            Write((long)point.Value.AsUnsigned);
        WriteNumber((uint)point.Quality);
        Write(point.SinceMs);
        Write(point.ReceivedMs);
        Write(point.StaleSinceMs);
        WriteNumber((point.IsRetired ? 1u : 0) | (point.InUseInLog ? 2u : 0));
        Write((long)point.Epoch);
        WriteNumber(point.Sequence);
        WriteNumber((uint)point.Index);
        Write(point.ShownMs);
        Write(point.LastInUseMs);
        if (!point.IsContact)
            return;
        Write(point.Contact.ForcedMs);
        Write(point.Contact.ForcedHeardMs);
        Write(point.Contact.HeldMs);
        Write(point.Contact.HeldForMs);
        Write(point.Contact.HeldHeardMs);
        Write(point.Contact.HoldsMs);
        Write(point.Contact.HoldsHeardMs);
    }

    private void Write(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Room(4), value);

    private void Write(long value) => BinaryPrimitives.WriteInt64LittleEndian(Room(8), value);

    private void WriteNumber(ulong value)
    {
        if (_buffer.Length - _length < LargestItem)
            Flush();
        while (value >= 0x80)
        {
            _buffer[_length++] = (byte)(value | 0x80);
            value >>= 7;
        }
        _buffer[_length++] = (byte)value;
    }

    private void WriteText(string text)
    {
        if (_texts.TryGetValue(text, out var known))
        {
            WriteNumber(known);
            return;
        }
        WriteNumber((ulong)_texts.Count);
        _texts.Add(text, (uint)_texts.Count);
        var bytes = Encoding.UTF8.GetBytes(text);
        WriteNumber((ulong)bytes.Length);
        for (var rest = bytes.AsSpan(); rest.Length > 0;)
        {
            var part = rest[..Math.Min(rest.Length, _buffer.Length / 2)];
            part.CopyTo(Room(part.Length));
            rest = rest[part.Length..];
        }
    }

    private Span<byte> Room(int bytes)
    {
        if (_buffer.Length - _length < bytes)
            Flush();
        _length += bytes;
        return _buffer.AsSpan(_length - bytes, bytes);
    }

    private void Flush()
    {
        _hash.AppendData(_buffer, 0, _length);
        _target.Write(_buffer, 0, _length);
        _length = 0;
    }
}
