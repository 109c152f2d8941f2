using OpcSpaces.Edge.Sensing;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.Tests.Sensing;

public sealed class DeadlineTests : IDisposable
{
    private readonly FakeTime _time = new();
    private readonly List<double> _calls = [];
    private readonly Deadline _deadline;

    public DeadlineTests() => _deadline = new Deadline(new Lock(), () => _calls.Add(_time.Monotonic.TotalSeconds), _time);

    public void Dispose() => _deadline.Dispose();

    private void Seconds(double seconds) => _time.Advance(TimeSpan.FromSeconds(seconds));

    private void Set(double seconds) => _deadline.Set(TimeSpan.FromSeconds(seconds));

    [Fact]
    public void A_deadline_calls_once_when_the_time_has_passed()
    {
        Set(10);
        Assert.True(_deadline.IsSet);
        Seconds(100);
        Assert.False(_deadline.IsSet);
        Assert.Equal([10.0], _calls);
    }

    [Fact]
    public void A_deadline_that_is_moved_several_times_is_due_at_the_last_time()
    {
        for (var i = 0; i < 20; i++)
        {
            Set(10);
            Seconds(7);
        }

        Assert.Empty(_calls);
        Seconds(100);
        Assert.Equal([143.0], _calls);
    }

    [Fact]
    public void A_deadline_that_is_moved_earlier_is_on_time()
    {
        Set(1000);
        Set(10);
        Seconds(2000);
        Assert.Equal([10.0], _calls);
    }

    [Fact]
    public void A_deadline_knows_whether_it_is_due_soon()
    {
        Assert.False(_deadline.IsSetWithin(TimeSpan.MaxValue));
        Set(100);
        Assert.False(_deadline.IsSetWithin(TimeSpan.FromSeconds(60)));
        Seconds(40);
        Assert.True(_deadline.IsSetWithin(TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public void A_cleared_deadline_is_never_due_and_may_be_set_again()
    {
        Set(10);
        _deadline.Clear();
        Assert.False(_deadline.IsSet);
        Seconds(5);
        Set(10);
        Seconds(100);
        Assert.Equal([15.0], _calls);
    }

    [Fact]
    public void Time_that_has_passed_already_is_due_at_once()
    {
        Seconds(50);
        Set(-5);
        Seconds(0);
        Assert.Equal([50.0], _calls);
    }

    [Fact]
    public void A_deadline_may_be_set_again_in_its_callback()
    {
        Deadline? beat = null;
        beat = new Deadline(new Lock(), OnBeat, _time);
        OnBeat();
        Seconds(25);
        beat.Dispose();
        Assert.Equal([0.0, 10.0, 20.0], _calls);

        void OnBeat()
        {
            _calls.Add(_time.Monotonic.TotalSeconds);
            beat?.Set(TimeSpan.FromSeconds(10));
        }
    }

    [Fact]
    public void Nothing_is_due_after_disposal()
    {
        Set(10);
        _deadline.Dispose();
        Set(1);
        Seconds(100);
        Assert.Empty(_calls);
        Assert.Equal(0, _time.ActiveTimers);
    }
}
