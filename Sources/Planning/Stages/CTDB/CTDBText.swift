internal import ClusterModel

/// The lines of the files that CTDB and systemd read, from the declaration.
enum CTDBText {
    /// One line an address that the host can serve.
    static func publicAddresses(_ spec: CTDBClusterSpec, on host: HostName) -> [OwnedLine] {
        lines(spec.publicAddresses.map { "\($0.address) \($0.interface(on: host))" })
    }

    /// Its log goes to the journal, as Debian's own file has it.
    static func configuration(_ lock: CTDBClusterSpec.LockVolume) -> [OwnedLine] {
        lines([
            "[logging]", "\tlocation = syslog", "\tlog level = NOTICE", "[cluster]",
            "\tcluster lock = \(lock.lockPath)",
        ])
    }

    static func tunables(_ tunables: [CTDBClusterSpec.Tunable]) -> [OwnedLine] {
        lines(tunables.map { "\($0.name)=\($0.value)" }.sorted())
    }

    /// Shell assignments: the file is read by sh.
    static func scriptOptions(_ options: [CTDBClusterSpec.ScriptOption]) -> [OwnedLine] {
        lines(options.map { "\($0.name)='\($0.value)'" }.sorted())
    }

    /// Mounts the lock volume, and tries again until it succeeds: after a cold start of all hosts the first attempt comes
    /// before the bricks have found their peers, and systemd tries a mount once. A loop of its own, because systemd before 244
    /// (EL8) restarts no unit of the type oneshot, and what comes after the unit must wait for the mount.
    static func lockUnit(_ lock: CTDBClusterSpec.LockVolume) -> [OwnedLine] {
        let isMounted = "findmnt -n -t \(CTDBClusterSpec.LockVolume.filesystem) -M \(lock.mountPoint)"
        return lines([
            "[Unit]", "Description=Mount of the lock volume of CTDB, tried until it succeeds",
            "After=network-online.target glusterd.service", "Wants=network-online.target",
            "[Service]", "Type=oneshot", "RemainAfterExit=yes", "TimeoutStartSec=infinity",
            "ExecStart=/bin/sh -c 'until \(isMounted); do timeout -k 5 60 mount \(lock.mountPoint) || sleep 2; done'",
            "[Install]", "WantedBy=multi-user.target",
        ])
    }

    /// ctdbd starts after the mount, is stopped when the mount goes away, and does not start where something else is mounted
    /// than the declared volume.
    static func dropIn(_ lock: CTDBClusterSpec.LockVolume) -> [OwnedLine] {
        let unit = "\(CTDBFile.lockUnitName).service"
        return lines([
            "[Unit]", "Wants=\(unit)", "BindsTo=\(lock.mountUnit)",
            "After=\(unit) \(lock.mountUnit) glusterd.service", "[Service]",
            "ExecStartPre=/usr/bin/findmnt -n -t \(CTDBClusterSpec.LockVolume.filesystem) -S \(lock.source) -M "
                + lock.mountPoint,
        ])
    }

    /// `noauto`: the unit mounts it. Its mount unit, which ctdb.service pulls in, waits for that unit.
    static func fstab(_ lock: CTDBClusterSpec.LockVolume) -> OwnedLine {
        let options = "noauto,_netdev,x-systemd.after=\(CTDBFile.lockUnitName).service"
        return OwnedLine(
            key: lock.mountPoint, text: "\(lock.source) \(lock.mountPoint) glusterfs \(options) 0 0",
            fields: [lock.source, lock.mountPoint, nil, options])
    }

    /// Lines of a file that is hcctl's as a whole; their order counts.
    static func lines(_ texts: [String]) -> [OwnedLine] {
        texts.enumerated().map { number, text in
            OwnedLine(key: "\(number + 1)", text: text, fields: words(text).map(Optional.some))
        }
    }

    static func words(_ text: String) -> [String] {
        text.split { $0 == " " || $0 == "\t" }.map(String.init)
    }

    /// What differs, line by line; the comments of the file do not count.
    static func differences(
        _ file: CTDBFile, wanted: [OwnedLine], found: ObservedFile?, on host: HostName
    ) -> [Difference] {
        let seen = found.map { $0.entries.map { $0.words.joined(separator: " ") } } ?? []
        let texts = wanted.map { words($0.text).joined(separator: " ") }
        guard found != nil else {
            return [
                Difference(
                    file.path, desired: texts.joined(separator: "; "), observed: nil, rule: .explicit, on: host)
            ]
        }
        return (0..<max(seen.count, texts.count)).compactMap { index in
            let (old, new) = (
                seen.indices.contains(index) ? seen[index] : nil, texts.indices.contains(index) ? texts[index] : nil
            )
            return old == new
                ? nil : Difference("\(file.path):\(index + 1)", desired: new, observed: old, rule: .explicit, on: host)
        }
    }

    /// Whether the file says exactly what is wanted.
    static func holds(_ file: CTDBFile, _ wanted: [OwnedLine], in found: ObservedFile) -> Bool {
        differences(file, wanted: wanted, found: found, on: "").isEmpty
    }
}

extension CTDBClusterSpec.PublicAddress {
    /// The interface that carries it on a host.
    func interface(on host: HostName) -> String {
        interfaces.first { $0.host == host }?.interface ?? interface
    }

    /// Without the length of its prefix.
    var bare: String { String(address.prefix { $0 != "/" }) }
}
