using System.Text.Json;
using OpcSpaces.Access.Logging;
using OpcSpaces.Access.Values;
using OpcSpaces.Notices.Channels;
using OpcSpaces.Notices.Delivering;
using OpcSpaces.Notices.Messages;
using OpcSpaces.Notices.Sending;
using OpcSpaces.Notices.Settings;
using OpcSpaces.Notices.Stores;
using OpcSpaces.Registry.Reading;

namespace OpcSpaces.Notices.Http;

/// <summary>What people do with the channels of a community.</summary>
internal sealed class ChannelDesk(ChannelStore store, ChannelReader reader, INoticeSender sender, SendingPlaces places, RegistryBook registry, NoticesOptions options, TimeProvider time)
{
    private const string SecretKind = "kind";

    /// <summary>Makes a channel; missing where there is no such community.</summary>
    public Outcome<ChannelSecretBody> Create(Actor actor, string community, ChannelRequestBody body)
    {
        if (registry.Read(community).Community is not { } facts) return Outcome.Missing<ChannelSecretBody>();
        if (body.Kind is not { } kind) return Outcome.Wrong<ChannelSecretBody>(SecretKind, null, "give webhook, email, wecom or dingtalk");
        if (store.Count(community) >= options.MostChannels) return Outcome.Wrong<ChannelSecretBody>("name", body.Name, $"the community has {options.MostChannels} channels: remove one first");
        var read = reader.Read(body, new Channel(Secret.NewId(), community, kind, "", NoticeLanguage.Chinese), facts.TimeZone);
        if (!read.IsDone) return Outcome.Wrong<ChannelSecretBody>(read.Faults);
        var channel = Signed(read.Value with { Secret = kind == ChannelKind.Webhook ? WebhookSignature.NewSecret() : read.Value.Secret }, actor);
        return Shown(store.Add(channel));
    }

    /// <summary>Replaces what a channel is; secrets that are not given stay.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="former">The channel as it was found.</param>
    /// <param name="body">What it becomes.</param>
    public Outcome<ChannelBody> Change(Actor actor, (Channel Channel, ChannelState State) former, ChannelRequestBody body)
    {
        if (registry.Read(former.Channel.Community).Community is not { } facts) return Outcome.Missing<ChannelBody>();
        var read = reader.Read(body, former.Channel, facts.TimeZone);
        if (!read.IsDone) return Outcome.Wrong<ChannelBody>(read.Faults);
        var channel = Signed(read.Value, actor);
        return store.Change(channel) is { } changed ? Outcome.Done(ChannelBody.Of(changed, former.State)) : Outcome.Missing<ChannelBody>();
    }

    /// <summary>Gives a webhook a new secret; the former one signs no more.</summary>
    public Outcome<ChannelSecretBody> NewSecret(Actor actor, string community, string id)
    {
        if (Find(community, id) is not { } former) return Outcome.Missing<ChannelSecretBody>();
        if (former.Channel.Kind != ChannelKind.Webhook) return Outcome.Wrong<ChannelSecretBody>(SecretKind, $"{former.Channel.Kind}", "a webhook alone has a secret that is made here: change the channel to give it another one");
        if (former.Channel.IsLocked) return Outcome.Wrong<ChannelSecretBody>("address", null, "it cannot be read any more, because the key that encrypted it is lost: change the channel to give it an address first");
        var channel = Signed(former.Channel with { Secret = WebhookSignature.NewSecret() }, actor);
        return store.Change(channel) is { } changed ? Shown(changed) : Outcome.Missing<ChannelSecretBody>();
    }

    /// <summary>Sends a message now, beside what waits.</summary>
    public async Task<ChannelTestBody?> TestAsync(Actor actor, string community, string id, CancellationToken cancellation)
    {
        if (Find(community, id) is not { } found) return null;
        var now = time.GetUtcNow();
        var notice = new Notice($"test:{Secret.NewId()}", community, now, NoticeKinds.Test, NoticeUrgency.Info, new NoticeTexts(
            new NoticeText("Test of a channel", $"The channel \"{found.Channel.Name}\" works. {actor.Who} sent this message."),
            new NoticeText("通道测试", $"通道“{found.Channel.Name}”工作正常。本消息由 {actor.Who} 发送。")))
        {
            Data = JsonSerializer.SerializeToElement(new { channel = id }, JsonSerializerOptions.Web),
        };
        using var place = await places.TakeAsync(isTroubled: true, cancellation);
        var result = await sender.SendAsync(found.Channel, OutgoingMessage.Of(found.Channel, [notice]), cancellation);
        return new ChannelTestBody(result.IsTaken, result.Error ?? result.Remark);
    }

    /// <summary>A channel of a community; null when there is none.</summary>
    public (Channel Channel, ChannelState State)? Find(string community, string id) => Secret.IsId(id) ? store.Find(community, id) : null;

    private static Outcome<ChannelSecretBody> Shown(Channel channel) => Outcome.Done(new ChannelSecretBody(
        ChannelBody.Of(channel, new ChannelState(null, null, null, 0, null, 0)), channel.Kind == ChannelKind.Webhook ? channel.Secret : null));

    private Channel Signed(Channel channel, Actor actor) => channel with { ChangedBy = actor.Who, ChangedAt = time.GetUtcNow() };
}
