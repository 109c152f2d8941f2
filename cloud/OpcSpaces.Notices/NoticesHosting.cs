using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpcSpaces.Access.Http;
using OpcSpaces.Notices.Databases;
using OpcSpaces.Notices.Delivering;
using OpcSpaces.Notices.Http;
using OpcSpaces.Notices.Mail;
using OpcSpaces.Notices.Messages;
using OpcSpaces.Notices.Reports;
using OpcSpaces.Notices.Sending;
using OpcSpaces.Notices.Settings;
using OpcSpaces.Notices.Stores;

namespace OpcSpaces.Notices;

/// <summary>Adds notices, channels and their delivery to a host that has the registry, the API, accounts (with keys of Data Protection) and a <see cref="TimeProvider"/>. Whoever has something to say uses <see cref="INotices"/>.</summary>
public static class NoticesHosting
{
    /// <param name="services">Of the host.</param>
    /// <param name="options">Complete and checked.</param>
    public static IServiceCollection AddNotices(this IServiceCollection services, NoticesOptions options)
    {
        services.AddNoticesDelivery(options);
        services.AddSingleton<ChannelReader>();
        services.AddSingleton<ChannelDesk>();
        services.AddHostedService(of => of.GetRequiredService<DeliveryService>());
        if (options.MonthlyReports)
        {
            services.AddSingleton<MonthlyReports>();
            services.AddHostedService<MonthlyReportService>();
        }

        return services;
    }

    /// <summary>The routes of channels and notices.</summary>
    /// <param name="api">The group of the API.</param>
    public static void MapNotices(this RouteGroupBuilder api)
    {
        api.AddEndpointFilter<RouteGroupBuilder, BodyFaults>();
        api.MapChannels();
    }

    /// <summary>Queue and delivery alone.</summary>
    internal static IServiceCollection AddNoticesDelivery(this IServiceCollection services, NoticesOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<NoticesDatabase>();
        services.AddSingleton<DeliveryBell>();
        services.AddSingleton<ChannelSecrets>();
        services.AddSingleton<ChannelStore>();
        services.AddSingleton<DeliveryStore>();
        services.AddSingleton<NoticeQueue>();
        services.AddSingleton<INotices>(of => of.GetRequiredService<NoticeQueue>());
        services.AddSingleton<ReceiverPolicy>();
        services.AddSingleton<ReceiverClient>();
        services.AddSingleton<WebhookSender>();
        services.AddSingleton<RobotSender>();
        services.AddSingleton<MailSender>();
        services.AddSingleton<INoticeSender, NoticeSender>();
        services.AddSingleton<SendingPlaces>();
        services.AddSingleton<ChannelDelivery>();
        services.AddSingleton<NoticesHealth>();
        services.AddSingleton<DeliveryService>();
        // Its own lines at this level have whole addresses, whose ends are secret.
        services.AddLogging(logging => logging.AddFilter("System.Net.Http", LogLevel.Warning));
        return services;
    }
}
