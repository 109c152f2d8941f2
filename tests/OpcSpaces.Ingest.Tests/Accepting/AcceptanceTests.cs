using OpcSpaces.Ingest.Accepting;
using OpcSpaces.Storage.Journaling;

namespace OpcSpaces.Ingest.Tests.Accepting;

public sealed class AcceptanceTests
{
    private const string Gateway = "C1/G1";
    private const ulong Epoch = 42;
    private readonly Dictionary<(string, ulong), StreamPosition> _journal = [];
    private readonly Acceptance _acceptance;

    public AcceptanceTests() => _acceptance = new Acceptance((gateway, epoch) => _journal.GetValueOrDefault((gateway, epoch)));

    [Fact]
    public void Of_an_undeclared_epoch_nothing_is_taken()
    {
        Assert.Equal(Verdict.Undeclared, _acceptance.Offer(Gateway, Epoch, 1, out _));
        _acceptance.Declare(Gateway, new OutboxDeclaration(7, 1, 0));
        Assert.Equal(Verdict.Undeclared, _acceptance.Offer(Gateway, Epoch, 1, out _));
        Assert.Equal(Verdict.Undeclared, _acceptance.Offer("C1/G2", 7, 1, out _));
    }

    [Fact]
    public void Exactly_the_next_one_is_taken_older_ones_are_duplicates_and_later_ones_are_holes()
    {
        Know(5);
        Assert.Equal(Verdict.Duplicate, _acceptance.Offer(Gateway, Epoch, 5, out _));
        Assert.Equal(Verdict.Hole, _acceptance.Offer(Gateway, Epoch, 7, out _));
        Assert.Equal(Verdict.Next, _acceptance.Offer(Gateway, Epoch, 6, out _));
        Assert.Equal(Verdict.Next, _acceptance.Offer(Gateway, Epoch, 7, out _));
        Assert.Equal(Verdict.Duplicate, _acceptance.Offer(Gateway, Epoch, 6, out _));
    }

    [Fact]
    public void Who_declares_many_epochs_has_few_remembered_and_none_forgotten()
    {
        Know(5);
        for (var epoch = 1_000ul; epoch < 2_000; epoch++)
            _acceptance.Declare(Gateway, new OutboxDeclaration(epoch, 1, 3));
        Assert.Equal(8, Enumerable.Range(0, 2_000).Count(epoch => _acceptance.Find(Gateway, (ulong)epoch) is not null));
        Assert.Equal(Verdict.Undeclared, _acceptance.Offer(Gateway, Epoch, 6, out _));

        Assert.Equal(5ul, _acceptance.Declare(Gateway, new OutboxDeclaration(Epoch, 1, 9)).Stream.Committed);
        Assert.Equal(Verdict.Next, _acceptance.Offer(Gateway, Epoch, 6, out _));
    }

    [Fact]
    public void What_is_not_durable_yet_is_not_forgotten()
    {
        _acceptance.Declare(Gateway, new OutboxDeclaration(Epoch, 1, 3));
        _acceptance.Offer(Gateway, Epoch, 1, out _);
        for (var epoch = 1_000ul; epoch < 1_100; epoch++)
            _acceptance.Declare(Gateway, new OutboxDeclaration(epoch, 1, 3));
        Assert.Equal(Verdict.Duplicate, _acceptance.Offer(Gateway, Epoch, 1, out _));
    }

    [Fact]
    public void What_is_in_the_open_group_is_not_committed_before_the_group_is()
    {
        Know(5);
        _acceptance.Offer(Gateway, Epoch, 6, out var stream);
        Assert.Equal(5ul, stream!.Committed);
        _acceptance.Commit();
        Assert.Equal(6ul, stream.Committed);
    }

    [Theory]
    [InlineData(1, 0, null, null)] // new and empty
    [InlineData(1, 9, null, null)] // new with everything
    [InlineData(4, 9, 1, 3)] // new here, the beginning is gone
    [InlineData(10, 9, 1, 9)] // everything was committed elsewhere and deleted
    public void A_new_epoch_starts_at_its_first_row_and_what_lies_before_is_a_gap(ulong first, ulong sequence, int? gapFrom, int? gapTo)
    {
        var gap = _acceptance.Declare(Gateway, new OutboxDeclaration(Epoch, first, sequence)).Missing;
        Assert.Equal(gapFrom is null ? null : new MissingRange((ulong)gapFrom, (ulong)gapTo!), gap);
        Assert.Equal(Verdict.Next, _acceptance.Offer(Gateway, Epoch, first, out _));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(6, false)]
    [InlineData(7, true)]
    public void A_known_epoch_has_a_gap_only_when_the_next_row_is_no_longer_held(ulong first, bool hasGap)
    {
        Know(5);
        Assert.Equal(hasGap, _acceptance.Declare(Gateway, new OutboxDeclaration(Epoch, first, 20)).Missing is not null);
    }

    [Fact]
    public void A_gap_is_found_once()
    {
        Assert.NotNull(_acceptance.Declare(Gateway, new OutboxDeclaration(Epoch, 4, 9)).Missing);
        Assert.Null(_acceptance.Declare(Gateway, new OutboxDeclaration(Epoch, 4, 9)).Missing);
    }

    [Theory]
    [InlineData(0, 9, 1)]
    [InlineData(50, 9, 10)]
    [InlineData(ulong.MaxValue, ulong.MaxValue, long.MaxValue)]
    public void A_birth_that_declares_nonsense_is_drawn_to_the_nearest_sense(ulong first, ulong sequence, ulong sane) =>
        Assert.Equal(sane, new OutboxDeclaration(Epoch, first, sequence).Clamped().First);

    [Fact]
    public void The_backlog_is_what_was_made_and_is_not_committed()
    {
        _acceptance.Declare(Gateway, new OutboxDeclaration(Epoch, 1, 20));
        _acceptance.Offer(Gateway, Epoch, 1, out var stream);
        Assert.Equal(20ul, stream!.Backlog);
        _acceptance.Commit();
        Assert.Equal(19ul, stream.Backlog);
        _acceptance.Offer(Gateway, Epoch, 30, out _);
        Assert.Equal(29ul, stream.Backlog);
    }

    private void Know(ulong committed)
    {
        _journal[(Gateway, Epoch)] = new StreamPosition(Gateway, Epoch, committed);
        _acceptance.Declare(Gateway, new OutboxDeclaration(Epoch, 1, committed));
    }
}
