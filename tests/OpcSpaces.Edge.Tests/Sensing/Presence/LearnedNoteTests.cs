using System.Security.Cryptography;
using OpcSpaces.Edge.Sensing.Presence;

namespace OpcSpaces.Edge.Tests.Sensing.Presence;

public sealed class LearnedNoteTests
{
    private const string Sensors = "motion 4  20";

    private readonly LearnedPlace _learned = new();

    public LearnedNoteTests()
    {
        _learned.See(PauseModel.Of(20));
        for (var i = 0; i < 50; i++)
        {
            _learned.Pause(40 + (7 * i), passedBy: 0.1 * (i % 5));
            _learned.Visit(ratio: i % 3, certainty: 0.5);
            _learned.Use.Move(isFirm: i % 4 == 0);
            _learned.Use.Pause(40 + (7 * i), 0.03, _learned.Model!);
        }

        _learned.Stay(600);
    }

    [Fact]
    public void A_place_that_reads_a_note_believes_what_its_writer_believed()
    {
        var (note, read) = (LearnedNote.Write(_learned, Sensors), new LearnedPlace());
        Assert.Null(LearnedNote.Read(note, Sensors, read));
        read.See(PauseModel.Of(20));

        Assert.Equal(LearnedNote.LengthOf(LearnedPlace.Figures), note.Length);
        Assert.True(note.Length < 2048);
        Assert.Equal(_learned.PassingShare, read.PassingShare, 9);
        Assert.Equal(_learned.LeavingShare, read.LeavingShare, 4);
        Assert.Equal(_learned.Use.Used, read.Use.Used, 9);
        foreach (var seconds in (double[])[30, 120, 600, 3600, 36000])
        {
            var (expected, actual) = (_learned.Chances(seconds, isOver: false), read.Chances(seconds, isOver: false));
            Assert.Equal(expected.Stay, actual.Stay, 4);
            Assert.Equal(expected.Absence, actual.Absence, 4);
        }
    }

    [Fact]
    public void A_note_of_other_sensors_is_refused() =>
        AssertRefused("the sensors of the place have changed", LearnedNote.Write(_learned, "motion 5  20"));

    [Fact]
    public void A_note_of_another_version_is_refused()
    {
        var note = LearnedNote.Write(_learned, Sensors);
        note[0] = LearnedNote.Version + 1;
        AssertRefused("it was kept by another version of the program", note);
        AssertRefused("it was kept by another version of the program", []);
    }

    [Fact]
    public void A_note_with_any_changed_byte_is_refused()
    {
        var note = LearnedNote.Write(_learned, Sensors);
        for (var i = 1; i < note.Length; i += 13)
        {
            note[i] ^= 1;
            AssertRefused("it is damaged", note);
            note[i] ^= 1;
        }

        AssertRefused("it is damaged", note[..^1]);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-1)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e9)]
    public void Figures_that_nobody_can_have_learned_are_refused_although_their_digest_is_right(double figure)
    {
        var note = LearnedNote.Write(_learned, Sensors);
        BitConverter.GetBytes(figure).CopyTo(note, 9 + (8 * 20));
        SHA256.HashData(note.AsSpan(..^8))[..8].CopyTo(note, note.Length - 8);
        AssertRefused("it is damaged", note);
    }

    private static void AssertRefused(string reason, byte[] note)
    {
        var into = new LearnedPlace();
        Assert.Equal(reason, LearnedNote.Read(note, Sensors, into));
        var fresh = new LearnedPlace();
        Assert.Equal((fresh.PassingShare, fresh.Use.Used), (into.PassingShare, into.Use.Used));
    }
}
