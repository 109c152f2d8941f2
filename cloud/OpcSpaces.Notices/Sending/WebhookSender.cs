using System.Text.Json;
using OpcSpaces.Notices.Channels;
using OpcSpaces.Notices.Messages;

namespace OpcSpaces.Notices.Sending;

/// <summary>Sends to programs: one notice in each message, signed (<see cref="WebhookSignature"/>).</summary>
internal sealed class WebhookSender(ReceiverClient client, TimeProvider time)
{
    public async Task<SendResult> SendAsync(Channel channel, OutgoingMessage message, CancellationToken stop)
    {
        // One that was given an address again, after its secret was lost.
        if (channel.Secret is not { } secret) return SendResult.Failed("it has no secret to sign with: make one with POST …/secret");
        var body = MessageJson.Write(Payload(message.Notices[0], channel.Language));
        var answer = await client.PostAsync(channel.Address!, body, WebhookSignature.Headers(secret, message.Id, time.GetUtcNow(), body), stop);
        return answer.Fault is { } fault ? SendResult.Failed(fault, answer.RetryAfter) : SendResult.Taken;
    }

    /// <summary>What a webhook gets. It is the same in each attempt.</summary>
    internal static WebhookPayload Payload(Notice notice, NoticeLanguage language)
    {
        var text = notice.Texts.In(language);
        return new(notice.Kind, notice.At, new(notice.Id, notice.Community, notice.Urgency, text.Title, text.Text, notice.Data));
    }
}

/// <summary>The body of a webhook, in the form that Standard Webhooks recommends.</summary>
/// <param name="Type">The kind of the notice.</param>
/// <param name="Timestamp">When it happened, not when it is sent.</param>
/// <param name="Data">The notice.</param>
internal sealed record WebhookPayload(string Type, DateTimeOffset Timestamp, WebhookData Data);

/// <summary>The notice in a webhook.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Community">Its community.</param>
/// <param name="Urgency">How urgent it is.</param>
/// <param name="Title">One line for people.</param>
/// <param name="Text">Some lines for people.</param>
/// <param name="Details">For programs; what is in it depends on the kind.</param>
internal sealed record WebhookData(string Id, string Community, NoticeUrgency Urgency, string Title, string Text, JsonElement Details);
