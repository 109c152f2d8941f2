namespace OpcSpaces.Notices.Channels;

/// <summary>Where a channel sends to.</summary>
public enum ChannelKind
{
    /// <summary>A program, by HTTP with a signature (Standard Webhooks 1.0.0).</summary>
    Webhook,

    /// <summary>People, by e-mail.</summary>
    Email,

    /// <summary>A group robot of WeCom (企业微信群机器人).</summary>
    Wecom,

    /// <summary>A group robot of DingTalk (钉钉自定义机器人).</summary>
    Dingtalk,
}

/// <summary>What becomes of what waited in quiet hours.</summary>
public enum QuietThen
{
    /// <summary>One message with all of it. A webhook gets the notices one by one in any case.</summary>
    Digest,

    /// <summary>One message after the other.</summary>
    InOrder,
}
