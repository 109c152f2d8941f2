using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpcSpaces.Databases;
using OpcSpaces.Notices.Channels;
using OpcSpaces.Notices.Delivering;
using OpcSpaces.Notices.Messages;
using OpcSpaces.Notices.Sending;
using OpcSpaces.Notices.Settings;
using OpcSpaces.Notices.Stores;
using OpcSpaces.Notices.Tests.Bench;

namespace OpcSpaces.Notices.Tests.Killing;

/// <summary>Adds notices, delivers them in real time, and kills itself between sending and storing if it is told to. It adds all of them at each start, as whoever was killed does.</summary>
internal static class Victim
{
    public const string Channel = "victimch";

    /// <param name="arguments">Folder; connection string or "-"; address of the receiver; how many notices; after which message to die, 0 for never.</param>
    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments is not [var folder, var postgres, var address, var notices, var dies]) return 2;
        var options = new NoticesOptions { AllowedReceivers = ["127.0.0.1"], FirstPauseMs = 100, LongestPauseMs = 100, Path = Path.Combine(folder, "notices.db") };
        if (postgres != "-") (options.Provider, options.ConnectionString) = (DatabaseProvider.Postgresql, postgres);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddNoticesDelivery(options);
        builder.Services.AddDataProtection().SetApplicationName("opcspaces").PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(folder, "form-keys")));
        builder.Services.AddHostedService(of => of.GetRequiredService<DeliveryService>());
        builder.Services.AddSingleton<NoticeSender>();
        builder.Services.Replace(ServiceDescriptor.Singleton<INoticeSender>(of => new Dying(of.GetRequiredService<NoticeSender>(), int.Parse(dies, CultureInfo.InvariantCulture))));
        builder.Logging.AddConsole();
        using var host = builder.Build();
        var channels = host.Services.GetRequiredService<ChannelStore>();
        if (channels.Find(NoticesBench.Hub, Channel) is null)
            channels.Add(new Channel(Channel, NoticesBench.Hub, ChannelKind.Webhook, "victim", NoticeLanguage.English) { Address = new Uri(address), Secret = WebhookSignature.NewSecret(), ChangedAt = TimeProvider.System.GetUtcNow() });
        await host.StartAsync();
        var queue = host.Services.GetRequiredService<INotices>();
        foreach (var i in Enumerable.Range(0, int.Parse(notices, CultureInfo.InvariantCulture)))
        {
            await queue.AddAsync(NoticesBench.Notice($"alarm:{i}"));
            Console.WriteLine($"added {i}");
        }

        await host.WaitForShutdownAsync();
        return 0;
    }

    private sealed class Dying(NoticeSender inner, int after) : INoticeSender
    {
        private int _sent;

        public async Task<SendResult> SendAsync(Channel channel, OutgoingMessage message, CancellationToken stop)
        {
            var result = await inner.SendAsync(channel, message, stop);
            if (Interlocked.Increment(ref _sent) == after) Process.GetCurrentProcess().Kill();
            return result;
        }
    }
}
