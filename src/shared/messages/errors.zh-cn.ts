import type { ErrorCode } from '../errors'

/** 每个错误代码对应的说明：发生了什么、怎么办。服务自己的说明优先显示。 */
export const errorsZhCn: Record<ErrorCode, string> = {
  'input-invalid': '无法识别输入的内容，请检查后重试。',
  'sender-refused': '请求不是来自话机伴侣的窗口，已拒绝。',
  internal: '话机伴侣内部出错。请重试；如再次出现，请重启程序。',
  'signed-out': '尚未登录，请先登录。',

  'address-invalid': '地址不完整，应以 http:// 或 https:// 开头。',
  'tenant-missing': '请输入管理员提供的租户 ID。',
  'token-missing': '请输入访问密钥。',
  'agent-id-invalid': '话机 ID 是一个整数，例如 699861013。',
  'caller-number-invalid': '请输入手机号或固定电话，也可以留空。',

  'number-missing': '内容里没有电话号码。',
  'number-invalid': '这个号码无法拨打。',
  'number-doubtful': '这可能不是手机号或固定电话，请核对后再拨。',
  'number-several': '内容里有多个号码，请选择一个。',
  'phone-busy': '您的话机正在通话中，请先挂断。',
  'number-just-dialled': '刚刚已拨打过这个号码，不会重复拨打。',
  'nothing-to-redial': '还没有可以重拨的通话。',
  'copied-text-unknown':
    '当前桌面环境（Wayland）不允许话机伴侣读取刚复制的内容，请把号码粘贴到话机伴侣窗口。',
  'clipboard-silent': '保存复制内容的程序没有响应。请重新复制号码，或直接输入。',
  'template-invalid': '这不是 http 或 https 地址，或者大括号中的名称无法识别。',
  'call-being-started': '正在发起另一通呼叫，请等话机响铃。',

  'service-refused': '服务拒绝了请求，没有说明原因。',
  'token-refused': '访问密钥未被接受。请检查，或向管理员索取新的密钥。',
  'not-found': '服务中没有找到。请检查服务器和租户 ID。',
  'rate-limited': '请求过于频繁，请稍候再试。',
  'service-failed': '服务出现故障，请过一分钟再试。',

  'reply-invalid': '收到的应答不是来自呼叫服务。请检查服务器地址和代理。',
  'reply-too-large': '应答过大，已丢弃。请检查服务器地址。',
  'redirect-refused': '服务器要求转到其他地址，已拒绝。请检查服务器地址。',

  unreachable: '无法连接服务。请检查网络和服务器。',
  'certificate-refused': '服务器证书无效，未发送任何内容。请联系管理员。',
  'proxy-refused': '本机的代理服务器没有放行。请检查系统的代理设置。',
  'timed-out': '服务应答超时，请重试。',
  cancelled: '已取消。',
  'call-unknown': '没有收到应答，话机仍可能响铃。正在核实，不会重复发起。',
  'import-unknown': '没有收到应答，这批号码可能已经导入，不会自动重发。',

  'line-unreachable': '无法连接实时线路。请检查网络，程序会继续尝试。',
  'line-refused': '服务拒绝了实时线路。请检查话机 ID。',

  'records-locked': '另一个话机伴侣正在使用这些话单。请先关闭它再试。',
  'records-full': '话单太多，放不下了。请选择更短的时间段。',
  'records-failed': '本机的话单无法读取或写入。请重试。',
  'view-outdated': '列表已更新，请重试。',
  'notes-full': '备注太多了。请先删除一些。',
  'export-failed': '文件无法写入。请检查文件夹和剩余空间后重试。',
  'recording-missing': '这通电话没有录音。',
  'recording-address-refused': '话单里的录音地址不安全，未打开。',
  'recording-refused': '录音服务器拒绝提供这段录音。',
  'recording-invalid': '收到的内容不是录音。',
  'recording-incomplete': '录音没有传完。请重试。',
  'recording-too-large': '录音文件太大。',
  'list-unreadable': '文件不存在，或者没有读取权限。',
  'list-unsupported': '不支持这种文件。请另存为 CSV，或不带密码的 Excel 工作簿（.xlsx）。',
  'list-damaged': '文件已损坏。请用原来的程序打开并重新保存。',
  'list-too-large': '文件内容太多，请拆分后分别添加。',
  'draft-changed': '名单刚刚有变化。请核对号码后再导入。',
  'nothing-to-import': '没有可以导入的号码。',
  'import-running': '另一个导入正在进行。请先暂停，或等它结束。',
  'import-unfinished': '这个呼叫任务还有未完成的导入。请先完成或取消它。',
  'imports-locked': '另一个话机伴侣正在使用这些导入数据。请先关闭它再试。',
  'imports-failed': '本机的导入数据无法读取或写入。请重试。',
  'imports-set-aside':
    '本机的导入数据无法读取，已另行保留。话机伴侣不再知道以前导入过哪些号码：呼叫任务中已有的号码会被再次导入。',
  'disk-full': '磁盘已满。',
  'folder-unwritable': '无法写入此文件夹，请另选一个。',

  'vault-missing': '系统中没有可用的密钥库。',
  'vault-locked': '系统密钥库已锁定，请解锁后重试。',
  'vault-denied': '系统密钥库拒绝访问，请允许后重试。',
  'vault-timed-out': '系统密钥库没有响应，可能正在等待输入密码。',
  'vault-failed': '系统密钥库出错。'
}
