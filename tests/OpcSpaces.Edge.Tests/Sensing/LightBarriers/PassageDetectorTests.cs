using OpcSpaces.Edge.Sensing.LightBarriers;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.Tests.Sensing.LightBarriers;

/// <summary>Bodies that walk through two beams, worked out from where they are.</summary>
public sealed class PassageDetectorTests
{
    private const double BeamsMetres = 0.12;
    private const double BodyMetres = 0.25;
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    /// <summary>A body whose front is at these metres at these seconds (the outer beam at 0, the inner one at 0.12), and straight on between.</summary>
    private sealed record Body(params (double Second, double Front)[] Way)
    {
        public static Body In(double second, double speed = 1) => new((second, -0.5), (second + (1.5 / speed), 1));

        public static Body Out(double second, double speed = 1) => new((second, 1), (second + (1.5 / speed), -0.5));

        public bool Covers(double metre, double second)
        {
            if (second < Way[0].Second || second > Way[^1].Second) return false;
            var next = Array.FindIndex(Way, point => point.Second >= second);
            var (to, from) = (Way[next], Way[Math.Max(0, next - 1)]);
            var share = to.Second > from.Second ? (second - from.Second) / (to.Second - from.Second) : 1;
            var front = from.Front + ((to.Front - from.Front) * share);
            return metre <= front && metre >= front - BodyMetres;
        }
    }

    private static List<Passage> Walk(params Body[] bodies) => WalkPast(BeamsMetres, bodies);

    private static List<Passage> WalkPast(double beamsMetres, params Body[] bodies)
    {
        var detector = new PassageDetector();
        var passages = new List<Passage>();
        for (var ms = 0; ms < 60_000; ms++)
        {
            var second = ms / 1000.0;
            var passage = detector.Set(bodies.Any(body => body.Covers(0, second)), bodies.Any(body => body.Covers(beamsMetres, second)), Start.AddMilliseconds(ms));
            if (passage != Passage.None) passages.Add(passage);
        }

        Assert.True(detector.IsClear);
        return passages;
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(1)]
    [InlineData(2.5)]
    public void People_are_counted_in_their_direction(double speed)
    {
        Assert.Equal([Passage.In], Walk(Body.In(1, speed)));
        Assert.Equal([Passage.Out], Walk(Body.Out(1, speed)));
    }

    [Fact]
    public void Somebody_who_turns_back_in_the_doorway_is_not_counted()
    {
        Assert.Equal([Passage.TurnedBack], Walk(new Body((1, -0.5), (2, 0.05), (3, -0.5))));
        Assert.Equal([Passage.TurnedBack], Walk(new Body((1, -0.5), (2, 0.25), (3, -0.5))));
        Assert.Equal([Passage.TurnedBack], Walk(new Body((1, -0.5), (2, 0.33), (3, 0.33), (4, -0.5))));
    }

    [Fact]
    public void Somebody_who_hesitates_in_the_doorway_is_counted_once()
    {
        Assert.Equal([Passage.In], Walk(new Body((1, -0.5), (2, 0.25), (8, 0.25), (9, 1))));
        Assert.Equal([Passage.In], Walk(new Body((1, -0.5), (2, 0.33), (3, 0.05), (4, 1))));
    }

    [Fact]
    public void Two_people_who_follow_each_other_are_counted_as_two()
    {
        Assert.Equal([Passage.In, Passage.In], Walk(Body.In(1), Body.In(1.6)));
        Assert.Equal([Passage.Out, Passage.Out], Walk(Body.Out(1), Body.Out(1.6)));
    }

    [Fact]
    public void Three_people_close_together_are_counted_as_three()
    {
        // 25 cm of body and 5 cm of air: a beam of the twelve centimetres is broken all the time.
        Assert.Equal([Passage.In, Passage.In, Passage.In], Walk(Body.In(1), Body.In(1.3), Body.In(1.6)));
        Assert.Equal([Passage.Out, Passage.Out, Passage.Out], Walk(Body.Out(1), Body.Out(1.3), Body.Out(1.6)));
    }

    [Fact]
    public void A_person_who_enters_right_after_another_left_is_counted() =>
        Assert.Equal([Passage.Out, Passage.In], Walk(Body.Out(1), Body.In(2.5)));

    [Fact]
    public void A_waving_hand_is_not_counted() => Assert.Equal(
        [Passage.TurnedBack, Passage.TurnedBack, Passage.TurnedBack],
        Walk(new Body((1, -0.2), (1.2, 0.05), (1.4, -0.2)), new Body((2, -0.2), (2.2, 0.05), (2.4, -0.2)), new Body((3, -0.2), (3.2, 0.05), (3.4, -0.2))));

    [Fact]
    public void Something_faster_than_a_person_is_not_counted() => Assert.Equal([Passage.TooFast], Walk(Body.In(1, speed: 12)));

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    public void Beams_further_apart_than_a_body_is_deep_work(double speed)
    {
        Assert.Equal([Passage.TurnedBack, Passage.In], WalkPast(0.35, Body.In(1, speed)));
        Assert.Equal([Passage.TurnedBack, Passage.Out], WalkPast(0.35, Body.Out(1, speed)));
    }

    [Fact]
    public void Both_beams_at_once_give_no_direction()
    {
        var detector = new PassageDetector();
        Assert.Equal(Passage.None, detector.Set(true, true, Start));
        Assert.Equal(Passage.None, detector.Set(false, true, Start.AddMilliseconds(300)));
        Assert.Equal(Passage.Undirected, detector.Set(false, false, Start.AddMilliseconds(600)));
    }

    [Fact]
    public void A_day_of_people_who_keep_apart_is_counted_exactly()
    {
        var seed = Seed.Take(nameof(A_day_of_people_who_keep_apart_is_counted_exactly));
        var random = seed.CreateRandom();
        seed.Run(() =>
        {
            for (var round = 0; round < 20; round++)
            {
                var bodies = Enumerable.Range(0, 10).Select(i => random.Next(2) == 0 ? Body.In(1 + (5 * i), 0.4 + random.NextDouble()) : Body.Out(1 + (5 * i), 0.4 + random.NextDouble())).ToArray();
                var expected = bodies.Select(body => body.Way[0].Front < body.Way[1].Front ? Passage.In : Passage.Out);
                Assert.Equal(expected, Walk(bodies));
            }
        });
    }
}
