using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpcSpaces.Notices.Channels;
using OpcSpaces.Notices.Delivering;
using OpcSpaces.Notices.Sending;

namespace OpcSpaces.Notices.Tests.Delivering;

/// <summary>Sends, and throws once after a message was taken, as if the process had ended before that was stored.</summary>
internal sealed class ForgetfulSender
{
    private int _sent;

    /// <summary>After which message; 0 for none.</summary>
    public int ForgetAfter { get; set; }

    public void Put(IServiceCollection services)
    {
        services.AddSingleton<NoticeSender>();
        services.Replace(ServiceDescriptor.Singleton<INoticeSender>(of => new Decorator(this, of.GetRequiredService<NoticeSender>())));
    }

    private sealed class Decorator(ForgetfulSender owner, NoticeSender inner) : INoticeSender
    {
        public async Task<SendResult> SendAsync(Channel channel, OutgoingMessage message, CancellationToken stop)
        {
            var result = await inner.SendAsync(channel, message, stop);
            if (Interlocked.Increment(ref owner._sent) == owner.ForgetAfter) throw new InvalidOperationException("The process ends here.");
            return result;
        }
    }
}
