internal import ClusterModel
internal import World

/// The installer's answer file: INI with lines `KEY=type:value` (otopi, src/otopi/common.py).
enum HostedEngineAnswers {
    /// The whole file. A secret that is missing is written as an empty text; the actuator sends no such file.
    static func bytes(_ deployment: HostedEngineDeployment, _ secret: (SecretReference) -> Secret?) -> [UInt8] {
        deployment.answers.reduce(into: Array("[environment:default]\n".utf8)) { bytes, answer in
            bytes += Array("\(answer.key)=".utf8) + value(answer.value, secret) + [UInt8(ascii: "\n")]
        }
    }

    private static func value(_ value: HostedEngineDeployment.Value, _ secret: (SecretReference) -> Secret?) -> [UInt8]
    {
        switch value {
        case .text(let text): Array("str:\(text)".utf8)
        case .integer(let number): Array("int:\(number)".utf8)
        case .truth(let isTrue): Array("bool:\(isTrue ? "True" : "False")".utf8)
        case .none: Array("none:None".utf8)
        case .secret(let reference): Array("str:".utf8) + (secret(reference)?.reveal() ?? [])
        }
    }
}
