using OpcSpaces.Edge.Sensing.Badges;
using OpcSpaces.Edge.Sensing.Wiegand;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.Tests.Sensing.Wiegand;

public sealed class WiegandFrameTests
{
    private const ulong Number = 0x112345;
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private static (WiegandFault Fault, ulong Number) Read(List<WiegandEdge> edges, int bits = WiegandConfig.Auto)
    {
        Span<byte> bytes = stackalloc byte[BadgeNumber.MostBytes];
        var fault = WiegandFrame.Read(edges, bits, bytes, out var length, out _);
        var number = 0UL;
        foreach (var part in bytes[..length]) number = (number << 8) | part;
        return (fault, number);
    }

    private static List<WiegandEdge> Frame(ulong number = Number, int numberBits = 24) => WiegandSignal.Edges(WiegandSignal.Bits(number, numberBits), Start);

    [Theory]
    [InlineData(24)]
    [InlineData(32)]
    public void Every_number_comes_back(int numberBits)
    {
        var seed = Seed.Take(nameof(Every_number_comes_back));
        var random = seed.CreateRandom(numberBits);
        seed.Run(() =>
        {
            for (var i = 0; i < 2000; i++)
            {
                var number = (ulong)random.NextInt64(1, (1L << numberBits) - 1);
                Assert.Equal((WiegandFault.None, number), Read(Frame(number, numberBits)));
            }
        });
    }

    // SIA 26 bit: facility 17, card 9029 is 0x112345, whose halves both have an odd number of ones.
    [Fact]
    public void The_bits_of_a_known_card_are_read_as_that_card()
    {
        var bits = "1 00010001 00100011 01000101 0".Where(c => c != ' ').Select(c => c - '0');
        Assert.Equal((WiegandFault.None, Number), Read(WiegandSignal.Edges(bits, Start)));
    }

    [Theory]
    [InlineData(20, 200)]
    [InlineData(50, 2_000)]
    [InlineData(100, 1_000)]
    [InlineData(160, 880)]
    [InlineData(100, 20_000)]
    public void The_data_sheets_timings_are_read(int widthMicroseconds, int beatMicroseconds) => Assert.Equal(
        (WiegandFault.None, Number),
        Read(WiegandSignal.Edges(WiegandSignal.Bits(Number), Start, TimeSpan.FromMicroseconds(beatMicroseconds), TimeSpan.FromMicroseconds(widthMicroseconds))));

    [Theory]
    [InlineData(10, 2_000, WiegandFault.PulseWidth)]
    [InlineData(400, 2_000, WiegandFault.PulseWidth)]
    [InlineData(20, 100, WiegandFault.Rhythm)]
    [InlineData(50, 25_000, WiegandFault.Rhythm)]
    public void Other_timings_are_rejected(int widthMicroseconds, int beatMicroseconds, object fault) => Assert.Equal(
        fault,
        Read(WiegandSignal.Edges(WiegandSignal.Bits(Number), Start, TimeSpan.FromMicroseconds(beatMicroseconds), TimeSpan.FromMicroseconds(widthMicroseconds))).Fault);

    [Fact]
    public void Edges_are_sorted_by_time_whichever_line_reported_first()
    {
        var edges = Frame();
        Assert.Equal((WiegandFault.None, Number), Read([.. edges.Where(edge => edge.Line == 1), .. edges.Where(edge => edge.Line == 0)]));
    }

    [Fact]
    public void Half_a_frame_is_rejected()
    {
        for (var bits = 1; bits < 26; bits++) Assert.Equal(WiegandFault.BitCount, Read([.. Frame().Take(2 * bits)]).Fault);
    }

    [Theory]
    [InlineData(26, 32)]
    [InlineData(34, 24)]
    public void A_frame_of_another_length_than_configured_is_rejected(int bits, int numberBits) =>
        Assert.Equal(WiegandFault.BitCount, Read(Frame(numberBits: numberBits), bits).Fault);

    [Fact]
    public void One_wrong_bit_breaks_the_parity()
    {
        for (var wrong = 0; wrong < 26; wrong++)
        {
            var bits = WiegandSignal.Bits(Number);
            bits[wrong] = 1 - bits[wrong];
            Assert.Equal(WiegandFault.Parity, Read(WiegandSignal.Edges(bits, Start)).Fault);
        }
    }

    [Fact]
    public void A_lost_edge_is_a_half_pulse()
    {
        for (var lost = 0; lost < 52; lost++)
        {
            var edges = Frame();
            edges.RemoveAt(lost);
            Assert.NotEqual(WiegandFault.None, Read(edges).Fault);
        }
    }

    [Fact]
    public void Both_lines_low_together_is_crosstalk()
    {
        var edges = Frame();
        edges.AddRange(edges[10..12].Select(edge => edge with { Line = 1 - edge.Line, At = edge.At.AddMicroseconds(5) }));
        Assert.Equal(WiegandFault.BothLow, Read(edges).Fault);
    }

    [Fact]
    public void A_lost_pulse_and_a_noise_pulse_are_rejected_although_the_bit_count_is_right()
    {
        var seed = Seed.Take(nameof(A_lost_pulse_and_a_noise_pulse_are_rejected_although_the_bit_count_is_right));
        var random = seed.CreateRandom();
        seed.Run(() =>
        {
            for (var i = 0; i < 2000; i++)
            {
                var edges = Frame();
                edges.RemoveRange(2 * random.Next(1, 25), 2);
                var at = Start.AddMicroseconds(random.Next(100, 25 * 2000));
                var line = random.Next(2);
                edges.AddRange([new WiegandEdge(line, true, at), new WiegandEdge(line, false, at.AddMicroseconds(50))]);
                var (fault, number) = Read(edges);
                Assert.True(fault != WiegandFault.None || number == Number, $"{number:x} was accepted");
            }
        });
    }

    [Theory]
    [InlineData(0x000000)]
    [InlineData(0xFFFFFF)]
    public void A_frame_of_equal_bits_is_rejected(ulong number) => Assert.Equal(WiegandFault.NoCard, Read(Frame(number)).Fault);
}
