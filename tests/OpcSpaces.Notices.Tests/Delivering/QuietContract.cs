using Microsoft.AspNetCore.Http;
using OpcSpaces.Notices.Channels;
using OpcSpaces.Notices.Messages;
using OpcSpaces.Notices.Tests.Bench;

namespace OpcSpaces.Notices.Tests.Delivering;

/// <summary>What waits in quiet hours, and what becomes of it.</summary>
public abstract class QuietContract : BothDatabases
{
    private static readonly DateTimeOffset Evening = new(2026, 3, 2, 15, 0, 0, TimeSpan.Zero); // 23:00 in Shenzhen

    private static QuietHours Night(QuietThen then) => new(new(22, 0), new(7, 0), "Asia/Shanghai", then);

    [Fact]
    public async Task Urgent_goes_through_and_the_rest_waits_for_the_morning_in_order()
    {
        Bench.AddChannel(Receiver.Address, adjust: channel => channel with { QuietHours = Night(QuietThen.InOrder) });
        Bench.Time.SetUtcNow(Evening);
        await Bench.AddAsync("alarm:1");
        await Bench.Notices.AddAsync(NoticesBench.Notice("alarm:2", NoticeUrgency.Urgent));
        await Bench.AddAsync("alarm:3");
        await Bench.RoundAsync();
        Assert.Equal(["alarm:2"], Receiver.All.Select(it => it.NoticeId));
        await Bench.PassAsync(TimeSpan.FromMinutes((7 * 60) + 55), TimeSpan.FromMinutes(5));
        await Bench.PassAsync(TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(1));
        Assert.Single(Receiver.All);
        await Bench.PassAsync(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(1));
        Assert.Equal(["alarm:2", "alarm:1", "alarm:3"], Receiver.All.Select(it => it.NoticeId));
    }

    [Fact]
    public async Task A_robot_tells_the_night_in_one_message_which_is_the_same_after_a_failure_and_a_restart()
    {
        Bench.AddChannel(new(Receiver.Address, "/cgi-bin/webhook/send?key=k"), "robotone", ChannelKind.Wecom, channel => channel with { QuietHours = Night(QuietThen.Digest) });
        Bench.Time.SetUtcNow(Evening);
        await Bench.AddAsync("alarm:1", "alarm:2");
        await Bench.RoundAsync();
        Assert.Empty(Receiver.All);
        Receiver.Answer = http =>
        {
            http.Response.StatusCode = StatusCodes.Status502BadGateway;
            return Task.CompletedTask;
        };
        await Bench.PassAsync(TimeSpan.FromHours(8), TimeSpan.FromMinutes(5));
        await Bench.AddAsync("alarm:3");
        Bench.Restart();
        Receiver.Answer = http => http.Response.WriteAsync("""{"errcode":0,"errmsg":"ok"}""");
        var attempts = Receiver.All.Count;
        Assert.InRange(attempts, 1, 3);
        await Bench.PassAsync(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(10));
        var texts = Receiver.All.Skip(attempts).Select(it => it.Json.GetProperty("markdown").GetProperty("content").GetString()!).ToList();
        Assert.Equal(2, texts.Count);
        Assert.StartsWith("**2 notices from the quiet hours**\nTitle of alarm:1\nText of alarm:1\n\nTitle of alarm:2", texts[0], StringComparison.Ordinal);
        Assert.Equal(Receiver.All[0].Body, Receiver.All[attempts].Body);
        Assert.StartsWith("**Title of alarm:3**", texts[1], StringComparison.Ordinal);
        Assert.Equal(0, Bench.State("robotone").Waiting);
    }
}
