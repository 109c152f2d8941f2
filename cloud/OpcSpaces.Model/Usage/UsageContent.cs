using OpcSpaces.Model.Places;
using OpcSpaces.Points;
using OpcSpaces.Points.Hours;

namespace OpcSpaces.Model.Usage;

/// <summary>
/// The content of a <see cref="UsageRecord"/> as bytes, for stores and for proofs. Equal records have equal bytes, and each record has one
/// form only. Zone, hour and revision are not in it: they are its address.
/// </summary>
/// <remarks>
/// Version 2: the byte 2; closing, plus 128 where it is foreign; then places, meters, doors, air, sources and differences, each as a count and its items. Numbers are
/// unsigned LEB128, signed ones zigzag. A point is its number × 8 + the index of its kind among desk, room, meter, door, env; another
/// name is its length in UTF-8 × 8 + 7, and its bytes. Expected times are in whole s. What is usual is not written, and a byte of flags
/// says what is. Version 1 did not say for how long a door was observed; it is read as the whole hour.
/// </remarks>
public static class UsageContent
{
    /// <summary>The version that this code writes.</summary>
    public const byte Version = 2;

    private const byte WithoutDoorTimes = 1;

    private const int Full = (int)MetricHour.LengthMs;
    private const int Second = 1_000;
    private const byte Foreign = 128;
    private const int OtherMetric = 7;
    private static readonly PointMetric[] AirMetrics = [PointMetric.Co2, PointMetric.Temperature, PointMetric.Humidity, PointMetric.Illuminance];

    [Flags]
    private enum PlaceParts : byte
    {
        None = 0,
        NotFullyObserved = 1,
        Occupied = 2,
        NotFullyKnown = 4,
        Expected = 8,
        Low = 16,
        High = 32,
        Used = 64,

        /// <summary>It was occupied from the beginning of its first use to the end of its last.</summary>
        WithoutBreak = 128,
    }

    public static byte[] Write(UsageRecord record)
    {
        var writer = new CompactWriter();
        writer.Byte(Version);
        writer.Byte((byte)((byte)record.Closing | (record.IsForeign ? Foreign : 0)));
        writer.List(record.Places, Write);
        writer.List(record.Meters, Write);
        writer.List(record.Doors, static (writer, door) =>
        {
            Name(writer, door.Point);
            writer.Number((door.Entries << 1) | (door.ObservedMs != Full ? 1u : 0));
            if (door.ObservedMs != Full) writer.Number(door.ObservedMs);
        });
        writer.List(record.Air, Write);
        writer.List(record.Sources, static (writer, source) =>
        {
            writer.Text(source.Gateway);
            writer.Fixed(source.Epoch);
            writer.Number((long)source.Through);
        });
        writer.List(record.Differences, static (writer, difference) =>
        {
            Name(writer, difference.Point);
            writer.Byte((byte)difference.Sum);
            writer.Number(difference.Sealed);
            writer.Number(difference.ByReadings);
        });
        return writer.ToArray();
    }

    /// <exception cref="FormatException">The bytes are damaged, or a newer version wrote them.</exception>
    public static UsageRecord Read(ZoneKey zone, long startMs, int revision, ReadOnlySpan<byte> bytes)
    {
        var reader = new CompactReader(bytes);
        var version = reader.Byte();
        if (version is not (Version or WithoutDoorTimes)) throw new FormatException($"The usage record of {zone} has the version {version}, and {Version} is known.");
        var closing = reader.Byte();
        return new UsageRecord
        {
            Zone = zone,
            StartMs = startMs,
            Revision = revision,
            Closing = (UsageClosing)(closing & ~Foreign),
            IsForeign = (closing & Foreign) != 0,
            Places = reader.List(ReadPlace),
            Meters = reader.List(ReadMeter),
            Doors = version == WithoutDoorTimes ? reader.List(ReadDoorWithoutTime) : reader.List(ReadDoor),
            Air = reader.List(ReadAir),
            Sources = reader.List(static (ref CompactReader reader) => new UsageSource(reader.Text(), reader.Fixed(), (ulong)reader.Number())),
            Differences = reader.List(static (ref CompactReader reader) => new SealDifference(Name(ref reader), (SealedSum)reader.Byte(), reader.Number(), reader.Number())),
        };
    }

    private static void Write(CompactWriter writer, PlaceUsage place)
    {
        var isWhole = place is { Use: { } span, OccupiedMs: > 0 } && span.LastMs - span.FirstMs == place.OccupiedMs;
        var parts = (place.ObservedMs != Full ? PlaceParts.NotFullyObserved : 0) | (place.OccupiedMs != 0 && !isWhole ? PlaceParts.Occupied : 0)
            | (place.KnownMs != Full ? PlaceParts.NotFullyKnown : 0) | (place.ExpectedMs != 0 ? PlaceParts.Expected : 0)
            | (place.LowMs != 0 ? PlaceParts.Low : 0) | (place.HighMs != 0 ? PlaceParts.High : 0) | (place.Use is not null ? PlaceParts.Used : 0)
            | (isWhole ? PlaceParts.WithoutBreak : 0);
        Name(writer, place.Point);
        writer.Byte((byte)parts);
        if (parts.HasFlag(PlaceParts.NotFullyObserved)) writer.Number(place.ObservedMs);
        if (parts.HasFlag(PlaceParts.Occupied)) writer.Number(place.OccupiedMs);
        if (parts.HasFlag(PlaceParts.NotFullyKnown)) writer.Number(place.KnownMs / Second);
        if (parts.HasFlag(PlaceParts.Expected)) writer.Number(place.ExpectedMs / Second);
        if (parts.HasFlag(PlaceParts.Low)) writer.Number(place.LowMs / Second);
        if (parts.HasFlag(PlaceParts.High)) writer.Number(place.HighMs / Second);
        if (place.Use is not { } use) return;
        writer.Number(use.FirstMs);
        writer.Number(Full - use.LastMs);
        // Most hours have one stay, or one that goes on.
        writer.Number(((long)use.EndedSeconds.Count << 3) | ((long)Math.Min(use.Stays, 2) << 1) | (use.CutStays > 0 ? 1L : 0));
        if (use.Stays >= 2) writer.Number(use.Stays - 2);
        if (use.CutStays > 0) writer.Number(use.CutStays);
        foreach (var seconds in use.EndedSeconds) writer.Number(seconds);
    }

    private static PlaceUsage ReadPlace(ref CompactReader reader)
    {
        var point = Name(ref reader);
        var parts = (PlaceParts)reader.Byte();
        var observed = parts.HasFlag(PlaceParts.NotFullyObserved) ? reader.Int() : Full;
        var occupied = parts.HasFlag(PlaceParts.Occupied) ? reader.Int() : 0;
        var known = parts.HasFlag(PlaceParts.NotFullyKnown) ? Ms(ref reader) : Full;
        var expected = parts.HasFlag(PlaceParts.Expected) ? Ms(ref reader) : 0;
        var low = parts.HasFlag(PlaceParts.Low) ? Ms(ref reader) : 0;
        var high = parts.HasFlag(PlaceParts.High) ? Ms(ref reader) : 0;
        var use = parts.HasFlag(PlaceParts.Used) ? ReadUse(ref reader) : null;
        if (parts.HasFlag(PlaceParts.WithoutBreak)) occupied = use is null ? 0 : use.LastMs - use.FirstMs;
        return new PlaceUsage(point, observed, occupied, known, expected, low, high, use);
    }

    private static PlaceUse ReadUse(ref CompactReader reader)
    {
        var (first, last, head) = (reader.Int(), Full - reader.Int(), reader.Number());
        var stays = (int)((head >> 1) & 3);
        if (stays == 2) stays += reader.Int();
        var cut = (head & 1) != 0 ? reader.Int() : 0;
        return new PlaceUse(first, last, stays, reader.Ints(head >> 3), cut);
    }

    private static int Ms(ref CompactReader reader) => reader.Int() is <= Full / Second and var seconds ? seconds * Second : throw new FormatException("A usage record has a time longer than an hour.");

    // The lowest bits of the energy say what else is written.
    private static void Write(CompactWriter writer, MeterUsage meter)
    {
        Name(writer, meter.Point);
        writer.Number((meter.EnergyWh << 2) | (meter.ObservedMs != Full ? 1u : 0) | (meter.UnplacedWh != 0 ? 2u : 0));
        if (meter.ObservedMs != Full) writer.Number(meter.ObservedMs);
        if (meter.UnplacedWh != 0) writer.Number(meter.UnplacedWh);
    }

    private static MeterUsage ReadMeter(ref CompactReader reader)
    {
        var point = Name(ref reader);
        var energy = reader.Number();
        return new MeterUsage(point, (energy & 1) != 0 ? reader.Int() : Full, energy >> 2, (energy & 2) != 0 ? reader.Number() : 0);
    }

    private static DoorUsage ReadDoorWithoutTime(ref CompactReader reader) => new(Name(ref reader), reader.Number(), Full);

    private static DoorUsage ReadDoor(ref CompactReader reader)
    {
        var point = Name(ref reader);
        var entries = reader.Number();
        return new DoorUsage(point, entries >> 1, (entries & 1) != 0 ? reader.Int() : Full);
    }

    private static void Write(CompactWriter writer, AirUsage air)
    {
        var name = MetricName.Parse(air.Metric);
        var metric = Array.FindIndex(AirMetrics, known => known.Name == name.Metric);
        Name(writer, name.Point);
        writer.Number(((metric < 0 ? OtherMetric : metric) << 1) | (air.ObservedMs != Full ? 1 : 0));
        if (metric < 0) writer.Text(name.Metric);
        if (air.ObservedMs != Full) writer.Number(air.ObservedMs);
        writer.Signed(air.Tenths);
    }

    private static AirUsage ReadAir(ref CompactReader reader)
    {
        var point = Name(ref reader);
        var head = reader.Int();
        var metric = (head >> 1) switch
        {
            OtherMetric => reader.Text(),
            var known when known < AirMetrics.Length => AirMetrics[known].Name,
            var unknown => throw new FormatException($"A usage record has a quantity of the air with the number {unknown}."),
        };
        var observed = (head & 1) != 0 ? reader.Int() : Full;
        return new AirUsage($"{point}/{metric}", observed, reader.Signed());
    }

    private static void Name(CompactWriter writer, string point)
    {
        if (PointOrder.Of(point) is var (kind, number) && kind >= 0)
        {
            writer.Number(((long)number << 3) | (uint)kind);
            return;
        }

        var utf8 = System.Text.Encoding.UTF8.GetBytes(point);
        writer.Number(((long)utf8.Length << 3) | 7);
        writer.Bytes(utf8);
    }

    private static string Name(ref CompactReader reader)
    {
        var head = reader.Number();
        var kind = (int)(head & 7);
        if (kind == 7) return System.Text.Encoding.UTF8.GetString(reader.Bytes((int)(head >> 3)));
        return PointNames.Of(kind, (int)(head >> 3));
    }
}
