using System.Collections;
using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using MQTTnet.Adapter;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using MQTTnet.Server;
using OpcSpaces.Broker.Counting;
using OpcSpaces.Broker.Routing;
using OpcSpaces.Broker.Sessions;

namespace OpcSpaces.Broker.Links;

/// <summary>All links: accepts Kestrel's connections for MQTTnet's server, answers the server's questions, and ends links that are silent.</summary>
internal sealed partial class ClientLinks(BrokerCore core) : IMqttServerAdapter
{
    private static readonly object LinkItem = new();
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<ClientLink, ConnectionContext> _links = [];
    private ITimer? _timer;
    private long _lookedAt;

    public Func<IMqttChannelAdapter, Task>? ClientHandler { get; set; }

    public int Count => _links.Count;

    /// <summary>Makes the server ask this object whenever a client connects, subscribes or unsubscribes.</summary>
    public void Attach(MqttServer server)
    {
        server.ValidatingConnectionAsync += args =>
        {
            args.ReasonCode = (args.ChannelAdapter as ClientLink)?.Refusal ?? args.ReasonCode;
            // The session keeps its link: during a takeover the id already belongs to the next one.
            args.SessionItems[LinkItem] = args.ChannelAdapter;
            return Task.CompletedTask;
        };
        server.InterceptingSubscriptionAsync += OnSubscribing;
        server.InterceptingUnsubscriptionAsync += OnUnsubscribing;
    }

    public Task StartAsync(MqttServerOptions options, IMqttNetLogger logger)
    {
        _lookedAt = core.Time.GetTimestamp();
        _timer = core.Time.CreateTimer(_ => EndSilentLinks(), null, LookInterval, LookInterval);
        return Task.CompletedTask;
    }

    public Task StopAsync() => _timer?.DisposeAsync().AsTask() ?? Task.CompletedTask;

    public void Dispose() => _timer?.Dispose();

    /// <summary>Serves one connection from its first byte to its end.</summary>
    public async Task OnConnectedAsync(ConnectionContext connection)
    {
        if (ClientHandler is not { } serve)
            return;
        using var link = new ClientLink(connection, core);
        _links[link] = connection;
        try
        {
            await serve(link);
        }
        finally
        {
            _links.TryRemove(link, out _);
            await link.FinishAsync(LongestFarewell);
        }
    }

    /// <summary>Cuts all connections without a word, as if this process had died.</summary>
    public void Abort()
    {
        foreach (var connection in _links.Values)
            connection.Abort();
    }

    private Task OnSubscribing(InterceptingSubscriptionEventArgs args)
    {
        // The server is not told, because it walks all its sessions for each message.
        args.ProcessSubscription = false;
        var filter = args.TopicFilter;
        if (TopicFilter.IsShared(filter.Topic))
            args.Response.ReasonCode = MqttSubscribeReasonCode.SharedSubscriptionsNotSupported;
        else if (!TopicFilter.IsValid(filter.Topic))
            args.Response.ReasonCode = MqttSubscribeReasonCode.TopicFilterInvalid;
        else if (LinkOf(args.SessionItems) is not { } link)
            return Task.CompletedTask;
        else if (!link.Filters.TryAdd(filter.Topic))
        {
            args.Response.ReasonCode = MqttSubscribeReasonCode.QuotaExceeded;
            core.Counters.Add(BrokerEvent.FilterRefused);
        }
        else
            Subscribe(link, filter);
        return Task.CompletedTask;
    }

    private void Subscribe(ClientLink link, MqttTopicFilter filter)
    {
        var subscription = new Subscription(link, (byte)filter.QualityOfServiceLevel, filter.NoLocal, filter.RetainAsPublished);
        core.Router.Subscribe(filter.Topic, subscription, (RetainHandling)filter.RetainHandling);
    }

    private Task OnUnsubscribing(InterceptingUnsubscriptionEventArgs args)
    {
        args.ProcessUnsubscription = false;
        var known = LinkOf(args.SessionItems) is { } link && link.Filters.Remove(args.Topic) && core.Router.Unsubscribe(args.Topic, link);
        args.Response.ReasonCode = known ? MqttUnsubscribeReasonCode.Success : MqttUnsubscribeReasonCode.NoSubscriptionExisted;
        return Task.CompletedTask;
    }

    private static ClientLink? LinkOf(IDictionary items) => items[LinkItem] as ClientLink;

    private void EndSilentLinks()
    {
        // A look that is late, because this process stood still, would blame the clients: what they sent may be there and not yet read.
        var isLate = core.Time.GetElapsedTime(_lookedAt) > 2 * LookInterval;
        _lookedAt = core.Time.GetTimestamp();
        if (isLate)
            return;
        foreach (var link in _links.Keys)
        {
            if (link is { KeepAliveSeconds: > 0, IsReadingPaused: false } && link.SilentFor.TotalSeconds > link.KeepAliveSeconds * 1.5)
            {
                core.Counters.Add(BrokerEvent.Silent);
                LogSilent(core.Logger, link.ClientId, link.RemoteEndPoint, link.SilentFor.TotalSeconds);
                link.End(SessionReason.KeepAliveTimeout);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Client '{ClientId}' at {Address} is disconnected: nothing came for {Seconds:0.0} s")]
    private static partial void LogSilent(ILogger logger, string clientId, EndPoint? address, double seconds);
}
