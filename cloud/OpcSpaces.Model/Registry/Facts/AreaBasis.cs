namespace OpcSpaces.Model.Registry.Facts;

/// <summary>What an area counts. Areas of different bases are never compared without a declared coefficient; they differ by up to a quarter.</summary>
public enum AreaBasis
{
    /// <summary>建筑面积: gross floor area, including walls.</summary>
    GrossFloor,

    /// <summary>可自主支配面积: what the operator may dispose of.</summary>
    Controllable,

    /// <summary>套内建筑面积: in exclusive occupation, including internal walls (near to IPMS 3).</summary>
    Exclusive,

    /// <summary>使用面积: net usable area.</summary>
    Usable,

    /// <summary>公共服务面积: for all tenants together.</summary>
    PublicService,

    /// <summary>合同面积: what the lease says.</summary>
    Contract,
}
