using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using OpcSpaces.Notices.Channels;
using OpcSpaces.Notices.Messages;
using OpcSpaces.Notices.Sending;
using OpcSpaces.Notices.Tests.Bench;
using OpcSpaces.Testing;

namespace OpcSpaces.Notices.Tests.Sending;

public class RobotTests
{
    private const string Ok = """{"errcode":0,"errmsg":"ok"}""";

    [Fact]
    public async Task Wecom_gets_markdown_of_4096_bytes_at_most_in_which_no_name_mentions_anybody()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = http => http.Response.WriteAsync(Ok);
        using var folder = new TemporaryDirectory("robots");
        using var bench = new NoticesBench(folder.FullPath);
        bench.AddChannel(new(receiver.Address, "/cgi-bin/webhook/send?key=693a91f6-7xxx"), kind: ChannelKind.Wecom, adjust: channel => channel with { Language = NoticeLanguage.Chinese });
        var text = new NoticeText("租户 <@all> 的[告警](http://x)", string.Concat(Enumerable.Repeat("工位长时间无人使用。", 400)));
        await bench.Notices.AddAsync(NoticesBench.Notice("alarm:1") with { Texts = new NoticeTexts(text, text) });
        await bench.RoundAsync();
        var got = Assert.Single(receiver.All);
        Assert.Equal(("/cgi-bin/webhook/send", "?key=693a91f6-7xxx"), (got.Path, got.Query));
        Assert.Equal("markdown", got.Json.GetProperty("msgtype").GetString());
        var content = got.Json.GetProperty("markdown").GetProperty("content").GetString()!;
        Assert.InRange(Encoding.UTF8.GetByteCount(content), 4_000, 4_096);
        Assert.EndsWith("…", content, StringComparison.Ordinal);
        Assert.StartsWith("**租户 ＜＠all＞ 的［告警］(http://x)**\n", content, StringComparison.Ordinal);
        Assert.Equal(0, bench.State().Waiting);
    }

    [Theory]
    [InlineData(NoticeLanguage.English, @"\n\nand (\d+) more$")]
    [InlineData(NoticeLanguage.Chinese, @"\n\n另有 (\d+) 条$")]
    public async Task A_night_that_is_too_long_for_one_message_ends_with_how_many_more_there_are_and_the_channel_says_so(NoticeLanguage language, string end)
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = http => http.Response.WriteAsync(Ok);
        using var folder = new TemporaryDirectory("robots");
        using var bench = new NoticesBench(folder.FullPath);
        bench.Time.SetUtcNow(new DateTimeOffset(2026, 3, 2, 15, 0, 0, TimeSpan.Zero)); // 23:00 in Shenzhen
        bench.AddChannel(new(receiver.Address, "/send?key=k"), kind: ChannelKind.Wecom, adjust: channel => channel with { Language = language, QuietHours = new(new(22, 0), new(7, 0), "Asia/Shanghai", QuietThen.Digest) });
        for (var i = 0; i < 10; i++)
        {
            var text = new NoticeText($"Notice {i}", new string('x', 900));
            await bench.Notices.AddAsync(NoticesBench.Notice($"alarm:{i}") with { Texts = new NoticeTexts(text, text) });
        }

        await bench.PassAsync(TimeSpan.FromHours(9), TimeSpan.FromMinutes(5));
        var content = Assert.Single(receiver.All).Json.GetProperty("markdown").GetProperty("content").GetString()!;
        Assert.InRange(Encoding.UTF8.GetByteCount(content), 3_000, 4_096);
        var left = Regex.Match(content, end);
        Assert.True(left.Success, content);
        Assert.Equal(10, Regex.Count(content, "Notice \\d") + int.Parse(left.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal((0, $"{left.Groups[1].Value} of 10 notices did not fit into the message: the list of notices has them"), (bench.State().Waiting, bench.State().LastError));
    }

    [Fact]
    public void A_long_first_notice_of_several_is_cut_and_the_others_are_counted()
    {
        var text = new NoticeText("Long", new string('位', 2_000));
        var message = new OutgoingMessage("1", [NoticesBench.Notice("a") with { Texts = new NoticeTexts(text, text) }, NoticesBench.Notice("b")]);
        var (markdown, left) = RobotText.Markdown(message, NoticeLanguage.English, "\n", 4_096);
        Assert.Equal(1, left);
        Assert.InRange(Encoding.UTF8.GetByteCount(markdown), 4_080, 4_096);
        Assert.EndsWith("位…\n\nand 1 more", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dingtalk_is_signed_with_the_time_of_each_attempt()
    {
        const string secret = "SEC000000000000000000000";
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = http => http.Response.WriteAsync("""{"errcode":310000,"errmsg":"sign not match\n"}""");
        using var folder = new TemporaryDirectory("robots");
        using var bench = new NoticesBench(folder.FullPath);
        bench.AddChannel(new(receiver.Address, "/robot/send?access_token=abc"), kind: ChannelKind.Dingtalk, adjust: channel => channel with { Secret = secret });
        await bench.AddAsync("alarm:1");
        await bench.RoundAsync();
        Assert.Equal("the robot answers 310000: sign not match ", bench.State().LastError);
        receiver.Answer = http => http.Response.WriteAsync(Ok);
        await bench.PassAsync(TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(6));
        Assert.Equal(2, receiver.All.Count);
        Assert.NotEqual(receiver.All[0].Query, receiver.All[1].Query);
        foreach (var got in receiver.All)
        {
            var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(got.Query);
            // Base64(HMAC-SHA256(secret, timestamp + "\n" + secret)), as the documentation of the robot says.
            using var mac = new HMACSHA256(Encoding.UTF8.GetBytes(secret));
            Assert.Equal(Convert.ToBase64String(mac.ComputeHash(Encoding.UTF8.GetBytes($"{query["timestamp"]}\n{secret}"))), query["sign"].ToString());
            Assert.Equal("abc", query["access_token"].ToString());
        }

        Assert.Equal("**Title of alarm:1**  \nText of alarm:1", receiver.All[1].Json.GetProperty("markdown").GetProperty("text").GetString());
        Assert.Equal((0, null), (bench.State().Waiting, bench.State().LastError));
    }

    [Fact]
    public async Task A_robot_gets_twenty_messages_a_minute_at_most()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = http => http.Response.WriteAsync(Ok);
        using var folder = new TemporaryDirectory("robots");
        using var bench = new NoticesBench(folder.FullPath);
        bench.AddChannel(new(receiver.Address, "/send?key=k"), kind: ChannelKind.Wecom);
        await bench.AddAsync([.. Enumerable.Range(0, 30).Select(i => $"alarm:{i}")]);
        await bench.PassAsync(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1));
        Assert.InRange(receiver.All.Count, 14, 20);
        await bench.PassAsync(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1));
        Assert.Equal(30, receiver.All.Count);
    }

    [Theory]
    [InlineData("""{"errcode":0,"errmsg":"ok"}""", null)]
    [InlineData("""{"errcode":93000,"errmsg":"invalid webhook url"}""", "the robot answers 93000: invalid webhook url")]
    [InlineData("""{"errcode":45009}""", "the robot answers 45009: no reason")]
    [InlineData("""{"errcode":1,"errmsg":7}""", "the robot answers 1: no reason")]
    [InlineData("""{"ok":true}""", "it answers as no robot does: check the address")]
    [InlineData("""{"errcode":"0"}""", "it answers as no robot does: check the address")]
    [InlineData("[]", "it answers as no robot does: check the address")]
    [InlineData("<html>", "it answers as no robot does: check the address")]
    [InlineData("", "it answers as no robot does: check the address")]
    public void The_number_in_the_answer_says_whether_a_robot_has_taken_it(string body, string? fault) => Assert.Equal(fault, RobotSender.Fault(body));

    [Theory]
    [InlineData("短", 3, "短")]
    [InlineData("短文", 3, "…")]
    [InlineData("短文", 6, "短文")]
    [InlineData("短文字", 6, "短…")]
    [InlineData("😀😀", 7, "😀…")]
    [InlineData("😀😀", 6, "…")]
    public void A_text_is_never_cut_inside_a_letter(string text, int bytes, string expected) => Assert.Equal(expected, RobotText.CutToBytes(text, bytes));
}
