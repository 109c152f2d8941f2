using OpcSpaces.Notices.Channels;

namespace OpcSpaces.Notices.Sending;

/// <summary>Sends messages of channels.</summary>
internal interface INoticeSender
{
    /// <summary>One attempt. Thread-safe.</summary>
    /// <exception cref="OperationCanceledException">The host ends.</exception>
    Task<SendResult> SendAsync(Channel channel, OutgoingMessage message, CancellationToken stop);
}
