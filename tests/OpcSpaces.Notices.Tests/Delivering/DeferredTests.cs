using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpcSpaces.Notices.Channels;
using OpcSpaces.Notices.Rows;
using OpcSpaces.Notices.Sending;
using OpcSpaces.Notices.Tests.Bench;
using OpcSpaces.Testing;

namespace OpcSpaces.Notices.Tests.Delivering;

/// <summary>What becomes of recipients that have not got a message that the others have.</summary>
public sealed class DeferredTests : IDisposable
{
    private const string Max = "max@example.org";
    private readonly TemporaryDirectory _folder = new("deferred");
    private readonly ScriptedSender _sender = new();
    private readonly NoticesBench _bench;

    public DeferredTests() => _bench = new NoticesBench(_folder.FullPath, more: services => services.Replace(ServiceDescriptor.Singleton<INoticeSender>(_sender)));

    public void Dispose()
    {
        _bench.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task One_who_is_deferred_does_not_break_up_a_digest()
    {
        AddChannel(channel => channel with { QuietHours = new(new(22, 0), new(7, 0), "Asia/Shanghai", QuietThen.Digest) });
        await _bench.AddAsync("alarm:1");
        await _bench.RoundAsync();
        _bench.Time.SetUtcNow(new DateTimeOffset(2026, 3, 2, 15, 0, 0, TimeSpan.Zero)); // 23:00 in Shenzhen
        await _bench.AddAsync("alarm:2", "alarm:3", "alarm:4");
        await _bench.RoundAsync();
        _bench.Time.SetUtcNow(new DateTimeOffset(2026, 3, 2, 23, 1, 0, TimeSpan.Zero));
        await _bench.RoundAsync();
        Assert.Equal(["2 alarm:1", "1 alarm:1", "2 alarm:2 alarm:3 alarm:4"], _sender.Sent);
    }

    [Fact]
    public async Task One_who_is_deferred_has_days_of_its_own_and_a_replay_is_for_it_alone()
    {
        AddChannel(channel => channel with { IsPaused = true });
        await _bench.AddAsync("alarm:1");
        await _bench.PassAsync(TimeSpan.FromDays(8), TimeSpan.FromHours(12));
        Pause(false);
        await _bench.RoundAsync();
        Assert.Equal((1, 0), (_bench.State().Waiting, _bench.State().GivenUp));

        // A pause does not count here either.
        Pause(true);
        await _bench.PassAsync(TimeSpan.FromDays(30), TimeSpan.FromHours(12));
        Pause(false);
        await _bench.PassAsync(TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        Assert.Equal((1, 0), (_bench.State().Waiting, _bench.State().GivenUp));

        await _bench.PassAsync(TimeSpan.FromDays(8), TimeSpan.FromHours(2));
        Assert.Equal((0, 1), (_bench.State().Waiting, _bench.State().GivenUp));
        _bench.Deliveries.Replay("webhook2", _bench.Time.GetUtcNow());
        await _bench.RoundAsync();
        Assert.Equal("2 alarm:1", _sender.Sent[0]);
        Assert.All(_sender.Sent.Skip(1), sent => Assert.Equal("1 alarm:1", sent));
    }

    [Fact]
    public async Task A_rest_that_fails_holds_up_nothing_that_follows_and_is_given_up_after_its_days()
    {
        _sender.AnswerOfRest = SendResult.Failed("the mail server answers 552");
        AddChannel(channel => channel);
        await _bench.AddAsync("alarm:1");
        await _bench.RoundAsync();
        await _bench.PassAsync(TimeSpan.FromMinutes(6), TimeSpan.FromMinutes(6));
        Assert.Equal(["2 alarm:1", "1 alarm:1"], _sender.Sent);
        _sender.Defers = false;
        await _bench.AddAsync("alarm:2");
        await _bench.PassAsync(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(10));
        Assert.Equal(["2 alarm:1", "1 alarm:1", "2 alarm:2"], _sender.Sent);

        for (var day = 0; day < 8; day++)
        {
            await _bench.AddAsync($"daily:{day}");
            await _bench.PassAsync(TimeSpan.FromDays(1), TimeSpan.FromHours(2));
        }

        var lost = Assert.Single(_bench.Deliveries.List("webhook2", DeliveryState.GivenUp, null, 10));
        Assert.Equal(("alarm:1", "the mail server answers 552"), (lost.Notice, lost.Error));
        Assert.Equal(0, _bench.State().Waiting);
    }

    private void AddChannel(Func<Channel, Channel> adjust) =>
        _bench.AddChannel(null, kind: ChannelKind.Email, adjust: channel => adjust(channel with { Recipients = ["eva@example.org", Max] }));

    private void Pause(bool isPaused) => Assert.NotNull(_bench.Channels.Change(_bench.Channels.Find(NoticesBench.Hub, "webhook2")!.Value.Channel with { IsPaused = isPaused }));

    /// <summary>Takes every message, and defers one of its recipients.</summary>
    private sealed class ScriptedSender : INoticeSender
    {
        /// <summary>To how many, and which notices.</summary>
        public List<string> Sent { get; } = [];

        public bool Defers { get; set; } = true;

        /// <summary>Of what is sent to the deferred one alone.</summary>
        public SendResult AnswerOfRest { get; set; } = SendResult.Failed($"the mail server defers {Max} (450)") with { Deferred = [Max], IsAboutRecipients = true };

        public Task<SendResult> SendAsync(Channel channel, OutgoingMessage message, CancellationToken stop)
        {
            Sent.Add($"{channel.Recipients.Count} {string.Join(' ', message.Notices.Select(notice => notice.Id))}");
            if (channel.Recipients.Count == 1) return Task.FromResult(AnswerOfRest);
            return Task.FromResult(Defers && message.Notices[0].Id == "alarm:1" ? SendResult.Taken with { Deferred = [Max], Remark = $"the mail server defers {Max} (450)" } : SendResult.Taken);
        }
    }
}
