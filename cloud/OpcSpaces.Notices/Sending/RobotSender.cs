using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OpcSpaces.Notices.Channels;
using OpcSpaces.Points;

namespace OpcSpaces.Notices.Sending;

/// <summary>
/// Sends to group robots, as Markdown. WeCom: developer.work.weixin.qq.com/document/path/91770. DingTalk: open.dingtalk.com/document/robots/custom-robot-access,
/// with the signature (加签) where the channel has a secret. Both take 20 messages a minute and answer 200 with a number in the body, which is 0 for success.
/// </summary>
internal sealed class RobotSender(ReceiverClient client, TimeProvider time)
{
    private const int MostWecomBytes = 4_096;
    private const int MostDingtalkBytes = 18_000; // of 20,000 for the whole body
    private const int LongestError = 200;
    private static readonly Dictionary<string, string> NoHeaders = [];

    public async Task<SendResult> SendAsync(Channel channel, OutgoingMessage message, CancellationToken stop)
    {
        var isWecom = channel.Kind == ChannelKind.Wecom;
        var (text, left) = RobotText.Markdown(message, channel.Language, isWecom ? "\n" : "  \n", isWecom ? MostWecomBytes : MostDingtalkBytes);
        var (address, body) = isWecom
            ? (channel.Address!, Wecom(text))
            : (Signed(channel.Address!, channel.Secret, time.GetUtcNow()), Dingtalk(RobotText.Plain(message.Text(channel.Language).Title), text));
        var answer = await client.PostAsync(address, MessageJson.Write(body), NoHeaders, stop);
        return (answer.Fault ?? Fault(answer.Body)) is { } fault ? SendResult.Failed(fault, answer.RetryAfter)
            : SendResult.Taken with { Remark = left > 0 ? $"{left} of {message.Notices.Count} notices did not fit into the message: the list of notices has them" : null };
    }

    /// <summary>The address with time and signature: HMAC-SHA-256 of <c>timestamp \n secret</c> with the secret, which DingTalk takes for an hour.</summary>
    internal static Uri Signed(Uri address, string? secret, DateTimeOffset now)
    {
        if (secret is null) return address;
        var timestamp = now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{timestamp}\n{secret}")));
        return new Uri($"{address.AbsoluteUri}&timestamp={timestamp}&sign={Uri.EscapeDataString(signature)}");
    }

    /// <summary>What a robot's answer says; null when it has taken the message.</summary>
    internal static string? Fault(string body)
    {
        try
        {
            using var answer = JsonDocument.Parse(body);
            if (answer.RootElement.ValueKind == JsonValueKind.Object && answer.RootElement.TryGetProperty("errcode", out var code) && code.TryGetInt64(out var number))
                return number == 0 ? null : $"the robot answers {number}: {(answer.RootElement.TryGetProperty("errmsg", out var why) && why.ValueKind == JsonValueKind.String ? OneLine(why.GetString()!) : "no reason")}";
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Said below.
        }

        return "it answers as no robot does: check the address";
    }

    private static string OneLine(string text) => new([.. text.CutTo(LongestError).Select(letter => char.IsControl(letter) ? ' ' : letter)]);

    private static object Wecom(string content) => new { msgtype = "markdown", markdown = new { content } };

    private static object Dingtalk(string title, string text) => new { msgtype = "markdown", markdown = new { title, text } };
}
