/// Names and paths of the lab. They are fixed, because manifests/lab names them; so there is one lab on a machine.
package enum LabLayout {
    /// Network namespace of the hub, where a user's commands run.
    package static let hub = "hcctl-hub"
    /// Address of the hub; also the gateway of the hosts.
    package static let hubAddress = "10.88.0.1"
    /// Where keys, hosts and disk images are; removed by `lab down`.
    package static let stateDirectory = "/var/lib/hcctl-lab"
    /// The private key that opens every host as root.
    package static let identityFile = "\(stateDirectory)/id_ed25519"
    /// The host keys, in the form of ssh's known_hosts.
    package static let knownHostsFile = "\(stateDirectory)/known_hosts"

    /// Where hcctl in the hub keeps its journal: what one lab's runs remember is nothing to the next lab.
    static let hubState = "\(stateDirectory)/hub"

    /// Prefix of every name that other programs can see, so that labs of different tools never share a name.
    static let prefix = "hcctl-"
    static let networkPrefix = "10.88.0."
    static let prefixLength = 24
    static let bridge = "hcctl0"
    static let domain = "lab.test"
    /// The root file systems that hosts are laid over, one a recipe; kept by `lab down`.
    static let cacheDirectory = "/var/cache/hcctl-lab"
    static let hostsDirectory = "\(stateDirectory)/hosts"
    /// Holds the hosts where the file system of the state directory cannot carry an overlay's upper layer.
    static let storeImage = "\(stateDirectory)/store.img"
    /// Names the base that the hosts of this lab are laid over.
    static let baseRecord = "\(stateDirectory)/base"
    /// Folders of other programs in which the lab has folders of its own: of `ip netns`, and of systemd-nspawn, which
    /// does not remove its.
    static let shared = ["/etc/netns", "/run/systemd/nspawn/propagate"]
    static let hubConfiguration = "/etc/netns/\(hub)"
    /// The names of the hosts for commands in the hub, and the list of the lab's hosts.
    static let hubHostsFile = "\(hubConfiguration)/hosts"
    /// The lab's own folder in a host; the packages of the base are bound in below it.
    static let shareInHost = "/usr/share/hcctl-lab"
    static let packagesInHost = "\(shareInHost)/\(BaseRecipe.packages)"
    static let lockFile = "/run/hcctl-lab.lock"
    /// Held by each program that changes the lab, which may outlive a killed hcctl.
    static let changesFile = "/run/hcctl-lab.changes"
    static let cgroupRoot = "/sys/fs/cgroup"
}

/// Limits of the lab.
enum LabLimit {
    /// Addresses .11 to .42 are hosts'; .100 and above stay free for public addresses. Each host takes about 60 MB.
    static let hosts = 32
    /// The mount unit of the base names /dev/vdb to /dev/vdi.
    static let disks = 8
    /// The least that mkfs.xfs accepts is 300 MB.
    static let smallestDisk = 512 * mebibyte
    /// A guard against a mistyped size, since images are sparse: ext4 allows 16 TiB in one file.
    static let largestDisk = 16 * 1024 * 1024 * mebibyte
    static let mebibyte = 1 << 20
    /// The host image where one is needed. Sparse: it takes what the hosts write.
    static let storeBytes = 64 * 1024 * mebibyte
    /// The base takes 0.5 GB with its packages, its building 0.9 GB; below that debootstrap fails half way.
    static let freeBytes = 2 * 1024 * mebibyte
    /// debootstrap was seen to take 75 s; a slow mirror takes ten times as long.
    static let baseBuild = Duration.seconds(1200)
    /// Copying a base took 3 s and taking packages out of it 2 s, both together 35 s on a busy machine.
    static let baseCopy = Duration.seconds(300)
    /// Hosts were seen to answer after 1 s; 2 busy cores and 32 hosts take a minute.
    static let boot = Duration.seconds(120)
    /// Killed hosts were seen to be gone after 0.1 s; memory that gluster dirtied can hold them up.
    static let stop = Duration.seconds(30)
    /// The time that `down` gives systemd-nspawn to clean up before killing it as well.
    static let gentleStop = Duration.seconds(5)
    /// Pause between two observations while waiting; one takes 10 ms of a core.
    static let pause = Duration.milliseconds(100)
    /// Rounds of observing and acting in one `up` or `down`, without those that only wait. Five suffice, so more is a fault
    /// of hcctl.
    static let rounds = 20
    /// A file of names or keys, in bytes: 32 hosts need 10 kB.
    static let file = 1 << 20
}
