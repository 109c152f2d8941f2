using Microsoft.AspNetCore.Http;
using OpcSpaces.Databases;
using OpcSpaces.Notices.Databases;
using OpcSpaces.Notices.Delivering;
using OpcSpaces.Notices.Messages;
using OpcSpaces.Notices.Rows;
using OpcSpaces.Notices.Tests.Bench;
using OpcSpaces.Testing;

namespace OpcSpaces.Notices.Tests.Delivering;

/// <summary>Notices reach their receivers in order, at least once and with the same id, whatever fails in between.</summary>
public abstract class DeliveryContract : BothDatabases
{
    [Fact]
    public async Task A_notice_reaches_each_channel_of_its_community_that_wants_it()
    {
        Bench.AddChannel(new(Receiver.Address, "/all"), "allchann");
        Bench.AddChannel(new(Receiver.Address, "/reports"), "reportsc", adjust: channel => channel with { Kinds = ["report.*"] });
        Bench.AddChannel(new(Receiver.Address, "/urgent"), "urgentch", adjust: channel => channel with { LeastUrgency = NoticeUrgency.Urgent });
        Bench.AddChannel(new(Receiver.Address, "/other"), "otherhub", adjust: channel => channel with { Community = "other" });
        await Bench.Notices.AddAsync(NoticesBench.Notice("alarm:1"));
        await Bench.Notices.AddAsync(NoticesBench.Notice("report:1", NoticeUrgency.Info, NoticeKinds.MonthlyReport));
        await Bench.Notices.AddAsync(NoticesBench.Notice("alarm:2", NoticeUrgency.Urgent));
        await Bench.RoundAsync();
        Assert.Equal(["/all alarm:1", "/all alarm:2", "/all report:1", "/reports report:1", "/urgent alarm:2"], Receiver.All.Select(it => $"{it.Path} {it.NoticeId}").Order(StringComparer.Ordinal));
        Assert.Equal(["alarm:1", "report:1", "alarm:2"], Receiver.All.Where(it => it.Path == "/all").Select(it => it.NoticeId));
    }

    [Fact]
    public async Task The_same_id_again_is_left_as_it_is()
    {
        Bench.AddChannel(Receiver.Address);
        Assert.True(await Bench.Notices.AddAsync(NoticesBench.Notice("alarm:1")));
        Assert.False(await Bench.Notices.AddAsync(NoticesBench.Notice("alarm:1", NoticeUrgency.Urgent)));
        await Bench.RoundAsync();
        Assert.False(await Bench.Notices.AddAsync(NoticesBench.Notice("alarm:1")));
        await Bench.RoundAsync();
        Assert.Equal("warning", Assert.Single(Receiver.All).Json.GetProperty("data").GetProperty("urgency").GetString());
    }

    [Fact]
    public async Task Many_that_add_the_same_at_once_add_it_once()
    {
        Bench.AddChannel(Receiver.Address);
        var added = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => Bench.Notices.AddAsync(NoticesBench.Notice($"alarm:{i % 4}")))));
        Assert.Equal(4, added.Count(isNew => isNew));
        await Bench.RoundAsync();
        Assert.Equal(4, Receiver.All.Select(it => it.NoticeId).Distinct().Count());
        Assert.Equal(4, Receiver.All.Count);
    }

    [Fact]
    public async Task A_notice_with_faults_is_refused_with_every_one()
    {
        var wrong = NoticesBench.Notice("", kind: "Alarm", community: "a/b") with { Texts = new NoticeTexts(new NoticeText("", ""), new NoticeText("two\nlines", "")), Files = [new NoticeFile("a/x", "nonsense", [1])] };
        var fault = await Assert.ThrowsAsync<ArgumentException>(() => Bench.Notices.AddAsync(wrong));
        foreach (var named in (string[])["id", "community", "kind", "title (English)", "title (Chinese)", "file \"a/x\""]) Assert.Contains(named, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receiver_that_was_away_for_a_day_gets_everything_in_order()
    {
        Bench.AddChannel(Receiver.Address);
        Receiver.Answer = http =>
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        };
        var expected = new List<string>();
        for (var hour = 0; hour < 24; hour++)
        {
            expected.Add($"alarm:{hour}");
            await Bench.AddAsync(expected[^1]);
            await Bench.PassAsync(TimeSpan.FromHours(1), TimeSpan.FromMinutes(5));
        }

        Assert.Equal((24, "it answers 503"), (Bench.State().Waiting, Bench.State().LastError));
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 4, 0, 0, TimeSpan.Zero), Bench.State().OldestWaiting);
        // The first one alone, and ever more rarely: 24 times an hour is the longest pause, and half of each is random.
        Assert.Single(Receiver.All.Select(it => it.MessageId).Distinct());
        Assert.InRange(Receiver.All.Count, 24, 80);
        var attempts = Receiver.All.Count;
        Receiver.Answer = _ => Task.CompletedTask;
        await Bench.PassAsync(TimeSpan.FromHours(1), TimeSpan.FromMinutes(1));
        Assert.Equal(expected, Receiver.All.Skip(attempts).Select(it => it.NoticeId));
        Assert.Equal((0, null, null), (Bench.State().Waiting, Bench.State().FailingSince, Bench.State().LastError));
    }

    [Fact]
    public async Task What_was_sent_and_not_stored_comes_again_with_the_same_id_before_what_follows()
    {
        var sender = new ForgetfulSender();
        using var folder = new TemporaryDirectory("forgetful");
        using var bench = new NoticesBench(folder.FullPath, Postgres(), more: sender.Put);
        bench.AddChannel(Receiver.Address);
        await bench.AddAsync("alarm:1", "alarm:2", "alarm:3");
        sender.ForgetAfter = 2;
        await bench.RoundAsync();
        Assert.Equal(["alarm:1", "alarm:2"], Receiver.All.Select(it => it.NoticeId));
        bench.Restart();
        await bench.RoundAsync();
        Assert.Equal(["alarm:1", "alarm:2", "alarm:2", "alarm:3"], Receiver.All.Select(it => it.NoticeId));
        Assert.Equal(Receiver.All[1].MessageId, Receiver.All[2].MessageId);
        Assert.Equal(Receiver.All[1].Body, Receiver.All[2].Body);
    }

    [Fact]
    public async Task Nothing_is_given_up_before_its_days_are_over_and_then_it_can_be_replayed_under_its_id()
    {
        Bench.AddChannel(Receiver.Address);
        Receiver.Answer = http =>
        {
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return Task.CompletedTask;
        };
        await Bench.AddAsync("alarm:1");
        await Bench.PassAsync(TimeSpan.FromDays(1), TimeSpan.FromHours(2));
        await Bench.AddAsync("alarm:2");
        await Bench.PassAsync(TimeSpan.FromDays(5.9), TimeSpan.FromHours(2));
        Assert.Equal((2, 0), (Bench.State().Waiting, Bench.State().GivenUp));
        await Bench.PassAsync(TimeSpan.FromDays(0.5), TimeSpan.FromHours(2));
        Assert.Equal((1, 1), (Bench.State().Waiting, Bench.State().GivenUp));
        Assert.Equal(DeliveryState.GivenUp, Bench.Deliveries.List("webhook2", null, null, 10)[^1].State);
        Assert.Contains(Bench.Log.Messages, line => line.Contains("given up", StringComparison.Ordinal));

        var former = Receiver.All[0].MessageId;
        Receiver.Answer = _ => Task.CompletedTask;
        var attempts = Receiver.All.Count;
        Assert.Equal(1, Bench.Deliveries.Replay("webhook2", Bench.Time.GetUtcNow()));
        await Bench.RoundAsync();
        Assert.Equal(["alarm:1", "alarm:2"], Receiver.All.Skip(attempts).Select(it => it.NoticeId));
        Assert.Equal(former, Receiver.All[attempts].MessageId);
    }

    [Fact]
    public async Task A_person_may_skip_what_holds_up_the_rest()
    {
        Bench.AddChannel(Receiver.Address);
        Receiver.Answer = http =>
        {
            http.Response.StatusCode = Receiver.All[^1].NoticeId == "alarm:1" ? StatusCodes.Status400BadRequest : StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        };
        await Bench.AddAsync("alarm:1", "alarm:2");
        await Bench.RoundAsync();
        var number = Bench.Deliveries.List("webhook2", DeliveryState.Waiting, null, 10)[^1].Number;
        Assert.True(Bench.Deliveries.Skip("webhook2", number, Bench.Time.GetUtcNow(), "eva"));
        await Bench.RoundAsync();
        Assert.Equal(["alarm:1", "alarm:2"], Receiver.All.Select(it => it.NoticeId));
        Assert.False(Bench.Deliveries.Skip("webhook2", number, Bench.Time.GetUtcNow(), "eva"));
        Assert.Equal("given up by eva", Bench.Deliveries.List("webhook2", DeliveryState.GivenUp, null, 10).Single().Error);
    }

    [Fact]
    public async Task A_channel_that_fails_costs_another_one_nothing_and_is_visible()
    {
        Bench.AddChannel(new("http://127.0.0.1:9/closed"), "deadchan");
        Bench.AddChannel(Receiver.Address);
        await Bench.AddAsync("alarm:1", "alarm:2");
        await Bench.RoundAsync();
        Assert.Equal(2, Receiver.All.Count);
        await Bench.PassAsync(TimeSpan.FromSeconds(12), TimeSpan.FromSeconds(12));
        var status = Bench.Get<NoticesHealth>().Status;
        Assert.Equal((2, "deadchan", "no connection: ConnectionRefused", 2), (status.Waiting, status.Failing.Single().Id, status.Failing.Single().Error, status.Failing.Single().Waiting));
    }

    [Fact]
    public async Task A_bug_in_the_look_is_visible_and_does_not_end_the_host()
    {
        using var folder = new TemporaryDirectory("bug");
        // So many days there are not.
        using var bench = new NoticesBench(folder.FullPath, Postgres(), options => options.KeepDays = int.MaxValue);
        await bench.RoundAsync();
        await bench.RoundAsync();
        Assert.StartsWith("a look at what is to be sent failed: ", bench.Get<NoticesHealth>().Status.Away, StringComparison.Ordinal);
        Assert.Single(bench.Log.Messages, line => line.Contains("because of a bug", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_receiver_that_asks_to_wait_is_left_alone()
    {
        Bench.AddChannel(Receiver.Address);
        Receiver.Answer = http =>
        {
            (http.Response.StatusCode, http.Response.Headers.RetryAfter) = (StatusCodes.Status429TooManyRequests, "1800");
            return Task.CompletedTask;
        };
        await Bench.AddAsync("alarm:1");
        await Bench.RoundAsync();
        await Bench.PassAsync(TimeSpan.FromMinutes(29), TimeSpan.FromMinutes(1));
        Assert.Single(Receiver.All);
        await Bench.PassAsync(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(1));
        Assert.Equal(2, Receiver.All.Count);
    }

    [Fact]
    public async Task A_paused_channel_keeps_what_it_has_to_send_and_a_removed_one_nothing()
    {
        var channel = Bench.AddChannel(Receiver.Address, adjust: it => it with { IsPaused = true });
        await Bench.AddAsync("alarm:1");
        await Bench.RoundAsync();
        Assert.Empty(Receiver.All);
        Assert.NotNull(Bench.Channels.Change(channel with { IsPaused = false }));
        await Bench.RoundAsync();
        Assert.Single(Receiver.All);
        await Bench.AddAsync("alarm:2");
        Assert.True(Bench.Channels.Delete(NoticesBench.Hub, channel.Id));
        Assert.False(Bench.Channels.Delete(NoticesBench.Hub, channel.Id));
        await Bench.RoundAsync();
        Assert.Single(Receiver.All);
    }

    [Fact]
    public async Task The_time_of_a_pause_is_none_in_which_attempts_fail()
    {
        var answers = StatusCodes.Status500InternalServerError;
        Receiver.Answer = http =>
        {
            http.Response.StatusCode = answers;
            return Task.CompletedTask;
        };
        var channel = Bench.AddChannel(Receiver.Address);
        await Bench.AddAsync("alarm:1", "alarm:2");
        await Bench.PassAsync(TimeSpan.FromDays(1), TimeSpan.FromHours(2));
        channel = Bench.Channels.Change(channel with { IsPaused = true })!;
        Assert.Null(Bench.State().FailingSince);
        var sent = Receiver.All.Count;
        await Bench.PassAsync(TimeSpan.FromDays(30), TimeSpan.FromHours(6));
        Assert.Equal(sent, Receiver.All.Count);
        Assert.NotNull(Bench.Channels.Change(channel with { IsPaused = false }));
        await Bench.PassAsync(TimeSpan.FromDays(6), TimeSpan.FromHours(2));
        Assert.True(Receiver.All.Count > sent);
        Assert.Equal((2, 0), (Bench.State().Waiting, Bench.State().GivenUp));
        answers = StatusCodes.Status204NoContent;
        await Bench.PassAsync(TimeSpan.FromHours(2), TimeSpan.FromHours(2));
        Assert.Equal(["alarm:1", "alarm:2"], Receiver.All.TakeLast(2).Select(it => it.NoticeId));
        Assert.Equal((0, 0), (Bench.State().Waiting, Bench.State().GivenUp));
    }

    [Fact]
    public async Task What_is_given_up_says_why_and_is_sent_again_when_somebody_wants_it()
    {
        Receiver.Answer = http =>
        {
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return Task.CompletedTask;
        };
        Bench.AddChannel(Receiver.Address);
        await Bench.AddAsync("alarm:1");
        await Bench.PassAsync(TimeSpan.FromDays(8), TimeSpan.FromHours(2));
        var lost = Assert.Single(Bench.Deliveries.List("webhook2", DeliveryState.GivenUp, null, 10));
        Assert.Equal(("alarm:1", "it answers 500", true), (lost.Notice, lost.Error, lost.EndedAt is not null));
        Receiver.Answer = http =>
        {
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        };
        Assert.Equal(1, Bench.Deliveries.Replay("webhook2", Bench.Time.GetUtcNow()));
        await Bench.RoundAsync();
        Assert.Equal((0, 0), (Bench.State().Waiting, Bench.State().GivenUp));
        Assert.Single(Receiver.All.Select(it => it.MessageId).Distinct());
    }

    [Fact]
    public async Task The_secrets_of_channels_are_encrypted_where_they_are_stored_also_those_of_an_earlier_version()
    {
        var channel = Bench.AddChannel(new Uri(Receiver.Address, "/hidden-hook"));
        Assert.DoesNotContain(Stored(), text => text.Contains("hidden-hook", StringComparison.Ordinal) || text.Contains(channel.Secret!, StringComparison.Ordinal));
        Bench.Get<NoticesDatabase>().Change(context =>
        {
            var row = context.Channels.Single();
            (row.Address, row.Secret, row.IsProtected) = (channel.Address!.AbsoluteUri, channel.Secret, false);
            return row;
        });
        Assert.Contains(Stored(), text => text.Contains("hidden-hook", StringComparison.Ordinal));

        Bench.Restart();
        await Bench.AddAsync("alarm:1");
        await Bench.RoundAsync();
        Assert.DoesNotContain(Stored(), text => text.Contains("hidden-hook", StringComparison.Ordinal) || text.Contains(channel.Secret!, StringComparison.Ordinal));
        var found = Bench.Channels.Find(NoticesBench.Hub, channel.Id)!.Value.Channel;
        Assert.Equal((channel.Address, channel.Secret, false), (found.Address, found.Secret, found.IsLocked));
        Assert.Equal("/hidden-hook", Assert.Single(Receiver.All).Path);
        Assert.Contains(Bench.Log.Messages, line => line.Contains("The secrets of 1 channels", StringComparison.Ordinal));

        List<string> Stored() => Bench.Get<NoticesDatabase>().Use(context => context.Channels.Select(row => $"{row.Address} {row.Secret}").ToList());
    }

    [Fact]
    public async Task A_lost_key_is_a_clear_failure_of_the_channels_that_it_encrypted_and_of_no_other()
    {
        var channel = Bench.AddChannel(Receiver.Address);
        await Bench.AddAsync("alarm:1");
        Directory.Delete(Bench.KeyFolder, recursive: true);
        Bench.Restart();
        Bench.AddChannel(new Uri(Receiver.Address, "/new"), "newchann");
        await Bench.AddAsync("alarm:2");
        await Bench.RoundAsync();
        Assert.Equal("/new", Assert.Single(Receiver.All).Path);
        Assert.StartsWith("its address and secret cannot be read, because the key", Bench.State().LastError, StringComparison.Ordinal);
        Assert.Equal((2, 0), (Bench.State().Waiting, Bench.State().GivenUp));

        // It is given them again, and sends what has waited.
        var locked = Bench.Channels.Find(NoticesBench.Hub, channel.Id)!.Value.Channel;
        Assert.Equal((true, null, null), (locked.IsLocked, locked.Address, locked.Secret));
        Bench.Channels.Change(locked with { Address = channel.Address, Secret = channel.Secret, IsLocked = false });
        await Bench.RoundAsync();
        Assert.Equal(["alarm:1", "alarm:2"], Receiver.All.Where(it => it.Path != "/new").Select(it => it.NoticeId));
        Assert.Null(Bench.State().LastError);
    }

    [Fact]
    public async Task Of_two_that_change_a_channel_at_once_the_second_learns_of_the_first()
    {
        var channel = Bench.AddChannel(Receiver.Address);
        Assert.Equal(channel.Version + 1, Bench.Channels.Change(channel with { Name = "first" })!.Version);
        Assert.Throws<DatabaseConflictException>(() => Bench.Channels.Change(channel with { Name = "second" }));
        Assert.Equal("first", Bench.Channels.Find(NoticesBench.Hub, channel.Id)!.Value.Channel.Name);
        await Bench.RoundAsync();
    }

    [Fact]
    public async Task Old_notices_are_removed_unless_somebody_waits_for_them()
    {
        Bench.AddChannel(new("http://127.0.0.1:9/closed"), "deadchan", adjust: channel => channel with { IsPaused = true, Kinds = ["alarm.*"] });
        await Bench.AddAsync("alarm:1");
        await Bench.Notices.AddAsync(NoticesBench.Notice("report:1", NoticeUrgency.Info, NoticeKinds.MonthlyReport));
        Bench.Time.Advance(TimeSpan.FromDays(401));
        await Bench.RoundAsync();
        Assert.Equal(["alarm:1"], Bench.Queue.List(NoticesBench.Hub, null, 10).Select(it => it.Notice.Id));
        Assert.False(Bench.Queue.Has("report:1"));
    }
}
