internal import ClusterModel

extension HostOSHold {
    /// One sentence without a full stop: what is waited for, and what would end it.
    var sentence: String {
        switch self {
        case .hostUnreachable(let host): HostOSHoldText.unreachable(host)
        case .notInstalled(let host, let what): HostOSHoldText.notInstalled(what, on: host)
        case .operation(let host, let what, let elapsed, let progress, let words):
            HostOSHoldText.operation(what, on: host, elapsed, progress, words)
        case .packagesLocked(let host, let words): HostOSHoldText.packagesLocked(host, words)
        case .operationFailed(let host, let what, let words): HostOSHoldText.operationFailed(what, on: host, words)
        case .packageUnavailable(let host, let names): HostOSHoldText.packageUnavailable(names, on: host)
        case .nameNotFound(let host, let name, let remedy): HostOSHoldText.nameNotFound(name, on: host, remedy)
        case .nameConflict(let host, let name, let found, let expected):
            HostOSHoldText.nameConflict(name, on: host, found: found, expected: expected)
        case .mountedFile(let host, let path): HostOSHoldText.mountedFile(path, on: host)
        case .linkedFile(let host, let path, let target): HostOSHoldText.linkedFile(path, on: host, target)
        }
    }

    /// The facts one by one, for programs.
    var facts: [JSON.Member] {
        switch self {
        case .hostUnreachable(let host): texts(("host", host.text))
        case .notInstalled(let host, let what): texts(("host", host.text), ("what", what))
        case .operation(let host, let what, let elapsed, let progress, let words):
            texts(("host", host.text), ("what", what), ("words", words)) + Self.figures(elapsed, progress)
        case .packagesLocked(let host, let words): texts(("host", host.text), ("words", words))
        case .operationFailed(let host, let what, let words):
            texts(("host", host.text), ("what", what), ("words", words))
        case .packageUnavailable(let host, let names):
            texts(("host", host.text)) + [.init("packages", .array(names.map(JSON.string)))]
        case .nameNotFound(let host, let name, let remedy):
            texts(("host", host.text), ("name", name)) + Self.remedy(remedy)
        case .nameConflict(let host, let name, let found, let expected):
            texts(("host", host.text), ("name", name), ("found", found), ("expected", expected))
        case .mountedFile(let host, let path): texts(("host", host.text), ("path", path))
        case .linkedFile(let host, let path, let target):
            texts(("host", host.text), ("path", path), ("target", target))
        }
    }

    private static func figures(_ elapsed: Duration?, _ progress: HostOperation.Progress?) -> [JSON.Member] {
        [
            .init("elapsedSeconds", seconds(elapsed)),
            .init("packagesDone", progress.map { .integer($0.done) } ?? .null),
            .init("packagesTotal", progress.map { .integer($0.total) } ?? .null),
            .init("secondsLeft", seconds(progress?.left)),
        ]
    }

    private static func remedy(_ remedy: NameRemedy) -> [JSON.Member] {
        switch remedy {
        case .fileNotRead: texts(("remedy", "fileNotRead"))
        case .addLine(let address): texts(("remedy", "addLine"), ("address", address))
        case .ambiguous(let addresses, let field, let host):
            texts(("remedy", "ambiguous"), ("field", field), ("of", "Host/\(host)")) + [
                .init("addresses", .array(addresses.map(JSON.string)))
            ]
        case .unknownEverywhere(let field, let host):
            texts(("remedy", "unknownEverywhere"), ("field", field), ("of", "Host/\(host)"))
        }
    }

    private static func seconds(_ duration: Duration?) -> JSON {
        duration.map { .integer(Int($0.components.seconds)) } ?? .null
    }
}
