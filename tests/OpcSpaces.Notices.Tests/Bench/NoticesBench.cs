using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using OpcSpaces.Databases;
using OpcSpaces.Notices.Channels;
using OpcSpaces.Notices.Delivering;
using OpcSpaces.Notices.Messages;
using OpcSpaces.Notices.Sending;
using OpcSpaces.Notices.Settings;
using OpcSpaces.Notices.Stores;
using OpcSpaces.Testing;

namespace OpcSpaces.Notices.Tests.Bench;

/// <summary>Queue and delivery with a clock of their own. They can be closed and opened again on the same database.</summary>
internal sealed class NoticesBench : IDisposable
{
    public const string Hub = "hub";
    private readonly string _folder;
    private readonly string? _postgres;
    private readonly Action<NoticesOptions>? _adjust;
    private readonly Action<IServiceCollection>? _more;
    private ServiceProvider _services;

    /// <param name="folder">Of the SQLite file.</param>
    /// <param name="postgres">A connection string; null for SQLite.</param>
    /// <param name="adjust">Changes the options.</param>
    /// <param name="more">Adds or replaces services.</param>
    public NoticesBench(string folder, string? postgres = null, Action<NoticesOptions>? adjust = null, Action<IServiceCollection>? more = null)
    {
        (_folder, _postgres, _adjust, _more) = (folder, postgres, adjust, more);
        _services = Open();
    }

    /// <summary>A Monday noon in Shenzhen.</summary>
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 4, 0, 0, TimeSpan.Zero));

    /// <summary>Of the keys that encrypt the secrets of channels.</summary>
    public string KeyFolder => Path.Combine(_folder, "form-keys");

    public RecordingLogger Log { get; } = new();

    public INotices Notices => Get<INotices>();

    public NoticeQueue Queue => Get<NoticeQueue>();

    public ChannelStore Channels => Get<ChannelStore>();

    public DeliveryStore Deliveries => Get<DeliveryStore>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>A notice of the hub.</summary>
    public static Notice Notice(string id, NoticeUrgency urgency = NoticeUrgency.Warning, string kind = "alarm.raised", string community = Hub) => new(
        id, community, new DateTimeOffset(2026, 3, 2, 3, 59, 0, TimeSpan.Zero), kind, urgency, new NoticeTexts(new NoticeText($"Title of {id}", $"Text of {id}"), new NoticeText($"标题 {id}", $"内容 {id}")));

    /// <summary>Adds a webhook, or another channel, of the hub.</summary>
    public Channel AddChannel(Uri? address, string id = "webhook2", ChannelKind kind = ChannelKind.Webhook, Func<Channel, Channel>? adjust = null)
    {
        var channel = new Channel(id, Hub, kind, id, NoticeLanguage.English) { Address = address, Secret = kind == ChannelKind.Webhook ? WebhookSignature.NewSecret() : null, ChangedBy = "eva", ChangedAt = Time.GetUtcNow() };
        channel = adjust?.Invoke(channel) ?? channel;
        return Channels.Add(channel);
    }

    /// <summary>How a channel is doing.</summary>
    public ChannelState State(string id = "webhook2") => Channels.Find(Hub, id)!.Value.State;

    public async Task AddAsync(params string[] ids)
    {
        foreach (var id in ids) Assert.True(await Notices.AddAsync(Notice(id)));
    }

    /// <summary>Looks what is to be sent and sends it, once.</summary>
    public Task RoundAsync() => Get<DeliveryService>().RoundAsync(CancellationToken.None);

    /// <summary>Lets time pass, and looks after each step.</summary>
    public async Task PassAsync(TimeSpan time, TimeSpan step)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += step)
        {
            Time.Advance(step);
            await RoundAsync();
        }
    }

    /// <summary>Closes everything, as a restart does; what is in memory is lost.</summary>
    public void Restart()
    {
        _services.Dispose();
        _services = Open();
    }

    public void Dispose() => _services.Dispose();

    private ServiceProvider Open()
    {
        var options = new NoticesOptions { AllowedReceivers = ["127.0.0.1"], TimeoutSeconds = 30 };
        if (_postgres is null) options.Path = Path.Combine(_folder, "notices.db");
        else (options.Provider, options.ConnectionString) = (DatabaseProvider.Postgresql, _postgres);
        _adjust?.Invoke(options);
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddNoticesDelivery(options);
        services.AddDataProtection().SetApplicationName("opcspaces").PersistKeysToFileSystem(new DirectoryInfo(KeyFolder));
        services.AddLogging(logging => logging.AddProvider(new OneLogger(Log)));
        _more?.Invoke(services);
        return services.BuildServiceProvider();
    }

    private sealed class OneLogger(ILogger logger) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => logger;

        public void Dispose()
        {
            // The logger is not its own.
        }
    }
}
