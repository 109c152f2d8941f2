using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Server;
using OpcSpaces.Broker.Counting;
using OpcSpaces.Broker.InProcess;
using OpcSpaces.Broker.Links;
using OpcSpaces.Broker.Sessions;
using OpcSpaces.Broker.Settings;
using OpcSpaces.Wire.Counting;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Broker;

/// <summary>An MQTT broker inside this process, for MQTT 5 and 3.1.1: Kestrel listens, MQTTnet's server keeps the sessions. Nothing of it survives the process.</summary>
public sealed class EmbeddedBroker : IAsyncDisposable
{
    private readonly BrokerOptions _options;
    private readonly BrokerCore _core;
    private readonly ClientLinks _links;
    private readonly MqttServer _server;
    private readonly WebApplication _host;

    /// <param name="options">Checked by the caller.</param>
    /// <param name="time">For keep-alives.</param>
    /// <param name="loggers">Null to log nothing.</param>
    /// <param name="beforeConnect">Connections that have not sent CONNECT yet, on top of the clients.</param>
    public EmbeddedBroker(BrokerOptions options, TimeProvider time, ILoggerFactory? loggers = null, int beforeConnect = DescriptorShares.MostBeforeConnect)
    {
        loggers ??= NullLoggerFactory.Instance;
        _options = options;
        _core = new BrokerCore(options, time, loggers.CreateLogger("OpcSpaces.Broker"));
        _links = new ClientLinks(_core);
        var server = new MqttServerOptions { DefaultCommunicationTimeout = TimeSpan.FromSeconds(options.HandshakeSeconds), EnablePersistentSessions = false };
        _server = new MqttServer(server, [_links], MqttNetNullLogger.Instance);
        _links.Attach(_server);
        _host = ListenerHost.Build(options, beforeConnect, new TlsHandshakes(_core.Counters, time, loggers.CreateLogger("OpcSpaces.Broker")), _links.OnConnectedAsync, loggers);
        Connector = new InProcessConnector(_core);
    }

    /// <summary>Opens sessions inside this process. They may be opened before the broker listens.</summary>
    public IMqttConnector Connector { get; }

    /// <summary>What the broker has counted since it was made, by <see cref="BrokerEvent"/>; only what has occurred.</summary>
    public IReadOnlyDictionary<string, long> Counts => Counters.Occurred().ToDictionary(count => count.Key.ToString(), count => count.Value);

    internal EventCounters<BrokerEvent> Counters => _core.Counters;

    /// <summary>Bytes that wait for clients that read too slowly.</summary>
    internal long QueuedBytes => _core.Queued.Used;

    /// <summary>Bytes of packets that are not complete yet.</summary>
    internal long ReceivingBytes => _core.Receiving.Used;

    /// <summary>Connections of clients over the network.</summary>
    public int Connections => _links.Count;

    /// <summary>The port that it listens on, once it does.</summary>
    public int Port => _host.Urls.Select(url => new Uri(url).Port).FirstOrDefault();

    /// <summary>Begins to listen. Throws <see cref="PortInUseException"/>, or <see cref="BrokerAddressException"/> when the address cannot be listened on.</summary>
    public async Task StartAsync(CancellationToken ct = default)
    {
        await _server.StartAsync();
        try
        {
            await _host.StartAsync(ct);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new PortInUseException(_options.Listen, _options.Port);
        }
        catch (SocketException e)
        {
            throw new BrokerAddressException(_options.Listen, _options.Port, e);
        }
    }

    /// <summary>Says goodbye to all clients and stops listening.</summary>
    public async Task StopAsync(CancellationToken ct = default)
    {
        _core.Sessions.EndAll(SessionReason.ShuttingDown);
        await _server.StopAsync(new MqttServerStopOptions());
        await _host.StopAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _host.DisposeAsync();
        _server.Dispose();
    }

    /// <summary>Cuts all connections and stops listening, as if the process had died.</summary>
    internal async Task KillAsync()
    {
        _links.ClientHandler = null;
        _links.Abort();
        await _host.StopAsync(new CancellationToken(canceled: true));
    }
}

/// <summary>Another program listens on the broker's port.</summary>
public sealed class PortInUseException(string address, int port) : IOException($"port {port} of {address} is in use")
{
    public int Port { get; } = port;
}

/// <summary>The broker cannot listen on its address: the machine does not have it, or the account may not open the port.</summary>
public sealed class BrokerAddressException(string address, int port, SocketException inner) : IOException($"{address}, port {port}: {inner.Message}", inner)
{
    public string Address { get; } = address;

    public int Port { get; } = port;

    public SocketError Fault { get; } = inner.SocketErrorCode;
}
